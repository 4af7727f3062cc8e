package io.github.dockerstrategy.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyVariablesTest {

    @Test
    void readsAddressAndCredentials() {
        HttpProxy proxy = new ProxyVariables(Map.of("HTTPS_PROXY", "http://ci:p%40ss+@proxy.example.com:3128"))
                .of("https")
                .orElseThrow();

        assertThat(proxy.host()).isEqualTo("proxy.example.com");
        assertThat(proxy.port()).isEqualTo(3128);
        assertThat(proxy.credentials()).contains(new Credentials("ci", "p@ss+"));
        assertThat(proxy.isFor("https", "registry.example.com")).isTrue();
        assertThat(proxy.isFor("http", "registry.example.com")).isFalse();
    }

    @Test
    void smallLettersWinAndThePortHasADefault() {
        HttpProxy proxy = new ProxyVariables(Map.of("HTTP_PROXY", "other:1", "http_proxy", "proxy"))
                .of("http")
                .orElseThrow();

        assertThat(proxy.host()).isEqualTo("proxy");
        assertThat(proxy.port()).isEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, false",
        "127.0.0.1, false",
        "example.com, false",
        "registry.example.com, false",
        "registry.corp, false",
        "notexample.com, true",
        "other.org, true"
    })
    void isNotUsedForHostsOfNoProxy(String host, boolean used) {
        HttpProxy proxy = new ProxyVariables(
                        Map.of("https_proxy", "http://proxy:8080", "NO_PROXY", "example.com:443, .corp,10.0.0.0/8"))
                .of("https")
                .orElseThrow();

        assertThat(proxy.isFor("https", host)).isEqualTo(used);
    }

    @Test
    void aStarTurnsItOff() {
        assertThat(new ProxyVariables(Map.of("https_proxy", "proxy:1", "no_proxy", "*"))
                        .of("https")
                        .orElseThrow()
                        .isFor("https", "example.com"))
                .isFalse();
    }

    @Test
    void whatIsNoAddressIsNoProxy() {
        assertThat(new ProxyVariables(Map.of("https_proxy", "http://:::")).of("https"))
                .isEmpty();
        assertThat(new ProxyVariables(Map.of("https_proxy", " ")).of("https")).isEmpty();
    }
}
