package io.github.dockerstrategy.engine.oci;

/** A user name and password for a registry. Never prints the password. */
public record Login(String username, String password) {

    @Override
    public String toString() {
        return username + ":<hidden>";
    }
}
