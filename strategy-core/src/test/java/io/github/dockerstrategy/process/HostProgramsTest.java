package io.github.dockerstrategy.process;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.problem.Problem.Blame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real, short programs. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell commands")
@Timeout(30)
class HostProgramsTest {

    private final HostPrograms programs = new HostPrograms();

    @TempDir
    private Path folder;

    @Test
    void givesTheLinesOfBothStreamsAndTheExitCode() throws InterruptedException {
        ProcessResult outcome = programs.run(Command.shell(folder, "echo one; echo two; echo oh >&2; exit 3"));
        assertThat(outcome).isEqualTo(new ProcessResult(3, List.of("one", "two"), List.of("oh")));
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.text()).isEqualTo("one\ntwo");
    }

    @Test
    void passesEachLineOnAsItComes() throws InterruptedException {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        programs.run(Command.shell(folder, "echo out; echo err >&2"), seen::add);
        assertThat(seen).containsExactlyInAnyOrder("out", "err");
    }

    @Test
    void isNotBlockedByAProgramThatSaysMuchOnBothStreams() throws InterruptedException {
        String line = "x".repeat(100);
        ProcessResult outcome = programs.run(Command.shell(
                folder, "i=0; while [ $i -lt 3000 ]; do echo " + line + "; echo " + line + " >&2; i=$((i+1)); done"));
        assertThat(outcome.output()).hasSize(3000);
        assertThat(outcome.errors()).hasSize(3000);
    }

    @Test
    void keepsTheLastLinesOfAnEndlessTalker() throws InterruptedException {
        int lines = ProcessResult.MOST_LINES + 5;
        ProcessResult outcome = programs.run(Command.shell(folder, "seq 1 " + lines));
        assertThat(outcome.output()).hasSize(ProcessResult.MOST_LINES).endsWith(Integer.toString(lines));
    }

    @Test
    void runsWhereItIsTold() throws InterruptedException, IOException {
        ProcessResult outcome = programs.run(Command.of(folder, List.of("pwd", "-P")));
        assertThat(Path.of(outcome.text())).isEqualTo(folder.toRealPath());
    }

    @Test
    void feedsItsInput() throws InterruptedException {
        ProcessResult outcome = programs.run(Command.of(folder, List.of("cat")).withInput("grüße\nzwei"));
        assertThat(outcome.output()).containsExactly("grüße", "zwei");
    }

    @Test
    void isNotDisturbedByAProgramThatDoesNotReadItsInput() throws InterruptedException {
        ProcessResult outcome = programs.run(
                Command.of(folder, List.of("sh", "-c", "exec 0<&-; echo done")).withInput("x".repeat(200_000)));
        assertThat(outcome.output()).containsExactly("done");
    }

    @Test
    void passesArgumentsOnUnchanged() throws InterruptedException {
        ProcessResult outcome =
                programs.run(Command.of(folder, List.of("printf", "[%s]\\n", "a b", "", "$HOME", "it's", "*")));
        assertThat(outcome.output()).containsExactly("[a b]", "[]", "[$HOME]", "[it's]", "[*]");
    }

    @Test
    void setsVariablesOnTopOfItsOwn() throws InterruptedException {
        Command command = Command.shell(folder, "echo $FIRST $SECOND; test -n \"$PATH\"")
                .withEnvironment(Map.of("FIRST", "1"))
                .withEnvironment(Map.of("SECOND", "2"));
        assertThat(programs.run(command)).isEqualTo(new ProcessResult(0, List.of("1 2"), List.of()));
    }

    @Test
    void aShellLineFailsWithTheFirstCommandThatDoes() throws InterruptedException {
        assertThat(programs.run(Command.shell(folder, "false\necho not reached"))
                        .succeeded())
                .isFalse();
    }

    @Test
    void namesAProgramThatIsMissing() {
        Command command = Command.of(folder, List.of("no-such-program-anywhere", "--token"))
                .withEnvironment(Map.of("TOKEN", "s3cret"))
                .withInput("pa55word");
        refusalOf(() -> programs.run(command))
                .hasId("program-not-found")
                .says("'no-such-program-anywhere'")
                .pointsAt("no-such-program-anywhere --token")
                .advises("PATH")
                .isFor(Blame.ENVIRONMENT)
                .doesNotMention("s3cret")
                .doesNotMention("pa55word");
    }

    @Test
    void endsTheProgramAndItsChildrenWhenInterrupted() throws Exception {
        Path pids = folder.resolve("pids");
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            try {
                programs.run(
                        Command.shell(folder, "sleep 100 & echo $! > pids; echo $$ >> pids; echo started; wait"),
                        line -> started.countDown());
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        thread.start();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(interrupted).isTrue();
        assertThat(Files.readAllLines(pids)).hasSize(2).allSatisfy(HostProgramsTest::hasEnded);
    }

    @Test
    void endsEvenProgramsThatIgnoreBeingAsked() throws Exception {
        Path pids = folder.resolve("pids");
        CountDownLatch started = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                new HostPrograms(Duration.ofMillis(200))
                        .run(
                                Command.shell(
                                        folder,
                                        "trap '' TERM; sh -c \"trap '' TERM; echo \\$\\$ > pids; echo started; sleep 100\" ; true"),
                                line -> started.countDown());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(thread.isAlive()).isFalse();
        assertThat(Files.readAllLines(pids)).hasSize(1).allSatisfy(HostProgramsTest::hasEnded);
    }

    /** An ended child of a container's first process may stay listed for a while, without a command. */
    private static void hasEnded(String pid) throws InterruptedException {
        Instant patience = Instant.now().plusSeconds(5);
        while (isRunning(Long.parseLong(pid)) && Instant.now().isBefore(patience)) {
            Thread.sleep(20);
        }
        assertThat(isRunning(Long.parseLong(pid)))
                .as("process " + pid + " runs")
                .isFalse();
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().command())
                .isPresent();
    }

    @Test
    void quotesTheLastLinesOfBothStreamsErrorsLast() {
        List<String> output =
                IntStream.rangeClosed(1, 5).mapToObj(i -> "out " + i).toList();
        ProcessResult outcome = new ProcessResult(1, output, List.of("err"));
        assertThat(outcome.lastLines(3)).containsExactly("out 4", "out 5", "err");
        assertThat(outcome.lastLines(100)).hasSize(6);
    }

    @Test
    void leavesAProgramThatCleansUpAloneWithWhatItsChildrenLeft() throws Exception {
        Path started = folder.resolve("started");
        Command command = Command.shell(
                        folder, "trap 'touch asked' TERM; touch started; sleep 60 || true; touch tidied")
                .with(Command.Ending.FROM_WITHIN);
        Thread run = new Thread(() -> {
            try {
                programs.run(command);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        run.start();
        while (!Files.exists(started)) {
            Thread.sleep(20);
        }
        run.interrupt();
        run.join();

        assertThat(folder.resolve("tidied")).exists();
        assertThat(folder.resolve("asked")).doesNotExist();
    }
}
