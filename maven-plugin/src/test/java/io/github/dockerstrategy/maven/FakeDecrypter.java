package io.github.dockerstrategy.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Decrypts {@code {word}} to {@code word}, except {@code {broken}}, and remembers what it was asked for. */
public final class FakeDecrypter implements SettingsDecrypter {

    public final List<String> asked = new ArrayList<>();

    @Override
    public SettingsDecryptionResult decrypt(SettingsDecryptionRequest request) {
        List<SettingsProblem> problems = new ArrayList<>();
        List<Server> servers = request.getServers().stream().map(Server::clone).toList();
        servers.forEach(server -> server.setPassword(plain(server.getId(), server.getPassword(), problems)));
        List<Proxy> proxies = request.getProxies().stream().map(Proxy::clone).toList();
        proxies.forEach(proxy -> proxy.setPassword(plain(proxy.getId(), proxy.getPassword(), problems)));
        return new Result(servers, proxies, problems);
    }

    private String plain(String id, String password, List<SettingsProblem> problems) {
        asked.add(id);
        if (password.equals("{broken}")) {
            problems.add(new DefaultSettingsProblem(
                    "no master password", SettingsProblem.Severity.ERROR, "settings.xml", -1, -1, null));
        }
        return problems.isEmpty() ? password.replaceAll("[{}]", "") : password;
    }

    private record Result(List<Server> servers, List<Proxy> proxies, List<SettingsProblem> problems)
            implements SettingsDecryptionResult {

        @Override
        public Server getServer() {
            return servers.get(0);
        }

        @Override
        public List<Server> getServers() {
            return servers;
        }

        @Override
        public Proxy getProxy() {
            return proxies.get(0);
        }

        @Override
        public List<Proxy> getProxies() {
            return proxies;
        }

        @Override
        public List<SettingsProblem> getProblems() {
            return problems;
        }
    }
}
