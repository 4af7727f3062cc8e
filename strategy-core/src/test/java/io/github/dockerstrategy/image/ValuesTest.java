package io.github.dockerstrategy.image;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.testing.Images;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @CsvSource({"644, 644", "755, 755", "007, 007", "000, 000", "777, 777"})
    void readsAFileModeAndPrintsItTheSameWay(String text, String printed) {
        assertThat(FileMode.parse(text, "mode")).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0644", "1777", "4755", "64", "", "888", "rwx", "-44", "6440"})
    void refusesAFileModeThatIsNotThreeOctalDigits(String text) {
        refusalOf(() -> FileMode.parse(text, "mode"))
                .hasId("bad-file-mode")
                .says("'" + text + "'")
                .pointsAt("mode")
                .advises("three octal digits");
    }

    @Test
    void refusesModeBitsThatNotEveryEngineKeeps() {
        assertThatThrownBy(() -> new FileMode(01777)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileMode(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new FileMode(0777).bits()).isEqualTo(511);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000:1000", "1000:2000, 1000:2000", "0:0, 0:0", "65532, 65532:65532"})
    void readsANumericOwner(String text, String printed) {
        assertThat(Ownership.parse(text, "owner")).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "1000:staff", ":1", "1:", "-1", "1:2:3", "", "9999999999"})
    void refusesAnOwnerThatIsNotNumeric(String text) {
        refusalOf(() -> Ownership.parse(text, "owner"))
                .hasId("bad-ownership")
                .says("'" + text + "'")
                .pointsAt("owner")
                .advises("1000:1000");
    }

    @Test
    void nobodyHasANegativeNumber() {
        assertThatThrownBy(() -> new Ownership(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ownership(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "8080, '8080/tcp'",
        "53/udp, '53/udp'",
        "' 80 ', '80/tcp'",
        "9000-9002, '9000/tcp,9001/tcp,9002/tcp'",
        "9000-9001/udp, '9000/udp,9001/udp'",
        "65535, '65535/tcp'",
    })
    void readsPortsAndRanges(String text, String printed) {
        assertThat(Port.parse(text, "ports")).map(Port::toString).containsExactly(printed.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "99999", "http", "80/icmp", "90-80", "80-", "-80", "", "1 2"})
    void refusesWhatIsNoPort(String text) {
        refusalOf(() -> Port.parse(text, "ports"))
                .hasId("bad-port")
                .says("'" + text + "'")
                .pointsAt("ports")
                .advises("1 to 65535");
    }

    @Test
    void portsAreSortedByNumberThenProtocol() {
        Port dnsUdp = new Port(53, Port.Protocol.UDP);
        Port dns = new Port(53, Port.Protocol.TCP);
        Port web = new Port(8080, Port.Protocol.TCP);
        assertThat(List.of(web, dnsUdp, dns).stream().sorted()).containsExactly(dns, dnsUdp, web);
    }

    @Test
    void readsPlatforms() {
        assertThat(Platform.parse("linux/amd64", "platforms")).isEqualTo(Platform.LINUX_AMD64);
        refusalOf(() -> Platform.parse("amd64", "platforms"))
                .hasId("bad-platform")
                .pointsAt("platforms")
                .advises("linux/arm64");
    }

    @Test
    void thisMachinesPlatformIsOneThatCanBeWritten() {
        Platform here = Platform.ofThisMachine();
        assertThat(Platform.parse(here.toString(), "")).isEqualTo(here);
        assertThat(here.os()).isEqualTo("linux");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "oci", "daemon", "registry"})
    void readsOutputs(String word) {
        assertThat(Output.parse(word, "output").word()).isEqualTo(word);
    }

    @Test
    void guessesWhichOutputWasMeant() {
        refusalOf(() -> Output.parse("deamon", "output"))
                .hasId("unknown-output")
                .says("'deamon'")
                .advises("did you mean 'daemon'?", "tar, oci, daemon, registry");
    }

    @ParameterizedTest
    @CsvSource({
        "scratch, scratch",
        "jlink, jlink",
        "eclipse-temurin:21-jre, eclipse-temurin:21-jre",
        "docker://app:1, docker://app:1",
        "tar://base.tar, tar:///projects/base.tar",
        "tar://../base.tar, tar:///base.tar",
        "tar:///elsewhere/base.tar, tar:///elsewhere/base.tar",
    })
    void readsBaseImages(String text, String printed) {
        assertThat(BaseReference.parse(text, Path.of("/projects"), "from")).hasToString(printed);
    }

    @Test
    void refusesABaseImageOfAnUnknownKind() {
        refusalOf(() -> BaseReference.parse("oci://base", Path.of("/projects"), "from"))
                .hasId("bad-base-image")
                .says("'oci://base'")
                .pointsAt("from")
                .advises("docker://NAME", "tar://PATH", "scratch", "jlink");
    }

    @Test
    void onlyScratchAndALinkedRuntimeAreEmpty() {
        assertThat(new BaseReference.Scratch().isEmpty()).isTrue();
        assertThat(new BaseReference.Jlink().isEmpty()).isTrue();
        assertThat(new BaseReference.Tar(Path.of("/x")).isEmpty()).isFalse();
    }

    @Test
    void theTagInTheNameIsTheFirstOfAllTags() {
        assertThat(Images.full("app:1", "2", "1", "latest").allTags()).containsExactly("1", "2", "latest");
        assertThat(Images.full("app", "2").allTags()).containsExactly("latest", "2");
    }

    @Test
    void anImageNeedsAPlatform() {
        ImageSpec image = Images.full("app");
        assertThatThrownBy(() -> new ImageSpec(
                        image.name(),
                        List.of(),
                        image.from(),
                        List.of(),
                        image.config(),
                        List.of(),
                        image.created(),
                        image.manifest()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConfigurationDoesNotChangeWithTheListsItWasMadeOf() {
        List<String> command = new ArrayList<>(List.of("java"));
        ContainerConfig none = ContainerConfig.inherited();
        ContainerConfig config = new ContainerConfig(
                Optional.of(command),
                none.cmd(),
                none.environment(),
                none.ports(),
                none.labels(),
                none.volumes(),
                none.user(),
                none.workingDirectory(),
                none.healthCheck());
        command.add("-version");
        assertThat(config.entrypoint()).contains(List.of("java"));
    }

    @Test
    void aHealthCheckNeedsACommandAndOneOnlyIfAShellReadsIt() {
        assertThatThrownBy(() -> healthCheck(List.of(), false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> healthCheck(List.of("curl", "localhost"), true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(healthCheck(List.of("curl", "localhost"), false).command()).hasSize(2);
    }

    private static HealthCheck healthCheck(List<String> command, boolean shell) {
        return new HealthCheck(
                command,
                shell,
                Optional.of(Duration.ofSeconds(5)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
