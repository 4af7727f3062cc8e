package io.github.dockerstrategy.problem;

/** What messages mention of the build tool that runs this library. A front end names what its users know, this library what it is. */
public enum BuildToolTerm {
    /** A build without a network. */
    OFFLINE("offline mode"),
    /** Where details of a failure are. */
    DEBUG_LOG("the debug log"),
    /** Where credentials and proxies of the user are configured. */
    USER_SETTINGS("the build tool's settings"),
    /** Credentials for a host, in {@link #USER_SETTINGS}. */
    USER_CREDENTIALS("credentials for %s in the build tool's settings"),
    /** Where properties of the build are set, with the name of one. */
    PROPERTIES("the build's properties"),
    /** The Java release that the application is compiled for. */
    JAVA_RELEASE("the Java release of the compiler"),
    /** A value for {@link #JAVA_RELEASE}. */
    SET_JAVA_RELEASE("the Java release %s of the compiler"),
    /** Where the main class in a jar's manifest is configured. */
    JAR_MAIN_CLASS("Main-Class in the jar's manifest"),
    /** Where the main class of a Spring Boot jar is configured. */
    BOOT_MAIN_CLASS("Start-Class in the Spring Boot jar's manifest");

    private final String plain;

    BuildToolTerm(String plain) {
        this.plain = plain;
    }

    String plain(String value) {
        return plain.replace("%s", value);
    }
}
