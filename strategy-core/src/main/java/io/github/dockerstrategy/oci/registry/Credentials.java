package io.github.dockerstrategy.oci.registry;

/** A user name and password for a registry. Never prints the password. */
public record Credentials(String username, String password) {

    @Override
    public String toString() {
        return username + ":<hidden>";
    }
}
