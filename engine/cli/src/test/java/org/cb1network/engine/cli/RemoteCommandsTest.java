package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.provenance.Imported;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteCommandsTest {

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
        Files.createDirectories(folder.resolve("lab"));
        remotes("  lab: {url: lab}\n");
    }

    private void remotes(String section) throws IOException {
        shell.write(Shell.PIPELINE + "remotes:\n" + section);
    }

    private void emptyTheStore() throws IOException {
        Files.move(
                folder.resolve(".pipeline/store"),
                Files.createTempDirectory(folder, "old").resolve("store"));
    }

    private Shell.Result remote(String action) {
        return Shell.raw(
                "remote", action, "--file", folder.resolve("pipeline.yaml").toString());
    }

    @Test
    void whatIsPushedIsNotComputedAgainAndIsNamedAsImported() throws IOException {
        assertEquals(0, shell.run("run").exit());
        Shell.Result push = shell.run("push");
        assertEquals(0, push.exit(), push.err());
        assertTrue(push.out().startsWith("pushed 12 results to lab (lab), 0 were there"), push.out());
        emptyTheStore();
        Shell.Result plan = shell.run("plan");
        assertTrue(plan.out().contains("cached, 6 points, 6 from remote lab"), plan.out());
        assertFalse(Files.exists(folder.resolve(".pipeline/store")), "reading creates nothing");
        Shell.Result pull = shell.run("pull");
        assertEquals(0, pull.exit(), pull.err());
        assertTrue(pull.out().startsWith("pulled 12 results from lab"), pull.out());
        Shell.Result run = shell.run("run");
        assertTrue(run.err().contains("nothing to do"), run.err());
        assertTrue(shell.run("status")
                .out()
                .contains("imported from lab, unsigned: sim (6 points, 1 joined table), mean-rates (1 point)"));
        Shell.Result verify = shell.run("verify", "--cached", "--update");
        assertEquals(0, verify.exit(), verify.err());
        assertTrue(shell.run("verify", "--cached")
                .out()
                .contains("Not verified, but compared as they are; imported from"));
    }

    @Test
    void aRunTakesOnlyWhatItNeedsAndNoRemoteMeansNone() throws IOException {
        shell.run("run");
        shell.run("push");
        emptyTheStore();
        Shell.Result run = shell.run("run");
        assertEquals(0, run.exit(), run.err());
        assertTrue(shell.run("status").out().contains("only in the remote lab: sim (6 points)"));
        Shell.Result without = shell.run("run", "--no-remote");
        assertTrue(without.err().contains("6 points computed"), without.err());
    }

    @Test
    void tablesAndFiguresComeInAFewRequestsWithoutThePointsBehindThem() throws IOException {
        String stages = Shell.PIPELINE.replace("profiles:", """
                  sttc:
                    run: spike-time-tiling
                    inputs: {spikes: "${sim.spikes}", simulation: "${sim.rates}"}
                    with: {population: E, window: 10 ms, from: 0 ms}
                    sweep: {each: sim}
                  sttc-summary: {run: summarize-sttc, inputs: {sttc: "${sttc.sttc}"}}
                profiles:""");
        shell.write(stages + "remotes:\n  lab: {url: lab}\n");
        assertEquals(0, shell.run("run").exit());
        shell.run("push");
        emptyTheStore();
        Shell.Result pull = shell.run("pull", "--tables");
        assertEquals(0, pull.exit(), pull.err());
        assertTrue(
                pull.out().startsWith("pulled 12 results from lab (lab), which has 24; 4 requests"),
                "list, manifest, indexes, one pack: " + pull.out());
        String status = shell.run("status").out();
        assertTrue(status.contains("only in the remote lab: sim (6 points), sttc (6 points)"), status);
        Shell.Result run = shell.run("run");
        assertTrue(run.err().contains("nothing to do"), run.err());
        assertTrue(
                shell.run("status").out().contains("only in the remote lab: sim (6 points), sttc (6 points)"),
                "and stays there");
        Shell.Result changed = shell.run("run", "-p", "stages.sttc.with.window=20 ms");
        assertEquals(0, changed.exit(), changed.err());
        assertTrue(changed.err().contains("7 points computed"), changed.err());
    }

    @Test
    void aPullFromAWrongAddressMakesNoStore() throws IOException {
        remotes("  lab: {url: nowhere}\n");
        assertEquals(7, shell.run("pull").exit());
        assertFalse(Files.exists(folder.resolve(".pipeline")), "no store for nothing");
    }

    @Test
    void aRemoteThatCannotBeUsedFailsNoRunButAPull() throws IOException {
        remotes("  lab: {url: nowhere}\n");
        Shell.Result run = shell.run("run");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().contains("the remote lab is not used any more: there is no folder"), run.err());
        Shell.Result pull = shell.run("pull");
        assertEquals(7, pull.exit());
        assertTrue(pull.err().startsWith("pipeline: there is no folder"), pull.err());
    }

    @Test
    void secretsInThePipelineAreErrorsWithTheirPlace() throws IOException {
        remotes("  lab: {url: \"https://me:secret@example.org/results\"}\n");
        Shell.Result address = shell.run("plan");
        assertEquals(2, address.exit());
        assertTrue(address.err().contains("pipeline.yaml:"), address.err());
        assertTrue(address.err().contains("the address has a login"), address.err());
        assertFalse(address.err().contains("secret"), address.err());
        remotes("  lab: {url: lab, password: secret}\n");
        Shell.Result key = shell.run("plan");
        assertEquals(2, key.exit());
        assertTrue(key.err().contains("'password' does not belong here"), key.err());
        assertFalse(key.err().contains("secret"), key.err());
        remotes("  lab: {url: lab}\n");
        Shell.Result option = shell.run("run", "-p", "remotes.lab.url=https://me:secret@example.org/results");
        assertEquals(2, option.exit());
        assertTrue(option.err().contains("the address has a login"), option.err());
        assertFalse(option.err().contains("secret"), option.err());
        assertFalse(Files.exists(folder.resolve(".pipeline")), "and nothing is remembered");
    }

    @Test
    void anUnknownRemoteIsNamedWithThoseThatThereAre() {
        Shell.Result run = shell.run("run", "--remote", "lob");
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("there is no remote 'lob'"), run.err());
        assertTrue(run.err().contains("there is lab"), run.err());
    }

    @Test
    void withoutRemotesThereIsNothingToCheck() throws IOException {
        shell.write(Shell.PIPELINE);
        Shell.Result result =
                Shell.raw("remote", "check", "--file", shell.file().toString());
        assertEquals(2, result.exit());
        assertTrue(result.err().contains("has no remotes"), result.err());
    }

    @Test
    void aPullWithoutARemoteMakesNoStore() throws IOException {
        shell.write(Shell.PIPELINE);
        String store = folder.resolve("elsewhere").toString();
        assertEquals(2, shell.run("pull", "--cache-dir", store).exit());
        assertFalse(Files.exists(Path.of(store)));
    }

    @Test
    void aRemoteForPullingIsNotPushedTo() throws IOException {
        remotes("  lab: {url: lab, use: pull}\n");
        shell.run("run");
        Shell.Result push = shell.run("push");
        assertEquals(2, push.exit());
        assertTrue(push.err().contains("no remote allows this"), push.err());
    }

    @Test
    void theSiteFileGoesBeforeThePipeline() throws IOException {
        Files.writeString(folder.resolve("pipeline.site.yaml"), "remotes:\n  lab: {url: elsewhere}\n");
        assertTrue(remote("list").out().startsWith("lab  elsewhere  both"));
    }

    @Test
    void theUsersFileGoesBeforeThatOfTheSite() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("pipeline.site.yaml"), "remotes:\n  lab: {url: elsewhere}\n");
        Path home = Files.createDirectories(folder.resolve("config/cb1-pipeline"));
        Files.writeString(home.resolve("pipeline.site.yaml"), "remotes:\n  lab: {url: mine}\n");
        ProcessBuilder command = new ProcessBuilder(ChildJvm.command(
                Path.of(System.getProperty("java.home")),
                ChildJvm.STARTS_FAST,
                Main.class,
                "remote",
                "list",
                "--file",
                shell.file().toString()));
        command.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        try (ChildJvm child = ChildJvm.start(command)) {
            assertEquals(0, child.join());
            assertTrue(child.lines().get(0).startsWith("lab  mine  both"), String.valueOf(child.lines()));
        }
    }

    @Test
    void oldPushesAreRemovedOnDemand() {
        shell.run("run");
        shell.run("push");
        Shell.Result none = shell.run("gc", "--remote", "lab", "--older-than", "30d");
        assertEquals(0, none.exit(), none.err());
        assertTrue(none.out().startsWith("removed 0 pushes, and 0 files"), none.out());
        Shell.Result one = shell.run("gc", "--remote", "lab", "--older-than", "0h", "-n");
        assertTrue(one.out().startsWith("would remove 1 push, and 0 files"), one.out());
        assertEquals(0, remote("check").exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--grace 3w", "--unreachable", "--max-size 2GB", "--unused-for 3w"})
    void whatIsAboutTheStoreIsRefusedForARemote(String option) {
        Shell.Result result = shell.run(("gc --remote lab " + option).split(" "));
        assertEquals(2, result.exit(), result.out());
        assertTrue(result.err().contains("are about the store; leave them out"), result.err());
    }

    @Test
    void theHelpOfGcSaysThatItsRemoteLosesFiles() {
        String help = Shell.raw("gc", "--help").out().replaceAll("\\s+", " ");
        assertTrue(help.contains("--remote=NAME Remove files from this remote"), help);
    }

    @Test
    void aVerificationThatComputesAnewRefusesARemote() {
        Shell.Result result = shell.run("verify", "--remote", "lab");
        assertEquals(2, result.exit(), result.out());
        assertTrue(result.err().contains("without --cached, 'verify' takes no results from a remote"), result.err());
    }

    @Test
    void aRunLoadsNeitherAwsNorHttpClassesUnlessARemoteNeedsThem() throws IOException, InterruptedException {
        for (String section : List.of("", "remotes:\n  lab: {url: lab}\n")) {
            shell.write(Shell.PIPELINE + section);
            List<String> loaded = classesLoadedBy("run");
            assertTrue(loaded.stream().anyMatch(line -> line.contains("org.cb1network.engine.cli.RunCommand")));
            assertEquals(
                    List.of(),
                    loaded.stream()
                            .filter(line -> line.contains("software.amazon") || line.contains("net.http."))
                            .toList());
        }
    }

    private List<String> classesLoadedBy(String command) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        List<String> options = new ArrayList<>(ChildJvm.STARTS_FAST);
        options.add("-Xlog:class+load:file=" + log);
        try (ChildJvm child = ChildJvm.start(
                options, Main.class, command, "--file", shell.file().toString())) {
            assertEquals(0, child.join(), String.valueOf(child.lines()));
        }
        return Files.readAllLines(log);
    }

    @Test
    void aResultThatAnAuditFoundWrongIsComputedHereAndNotFetchedAgain() throws IOException {
        shell.run("run");
        shell.run("push");
        emptyTheStore();
        shell.run("pull");
        CacheKey wrong;
        try (Store store = Store.open(folder.resolve(".pipeline/store"))) {
            wrong = store.keys().stream()
                    .filter(key -> store.find(key).orElseThrow().outputs().containsKey("rates")
                            && KeyPreimage.of(store.find(key).orElseThrow())
                                    .orElseThrow()
                                    .collected()
                                    .isEmpty())
                    .findFirst()
                    .orElseThrow();
            store.setAside(wrong);
        }
        Shell.Result run = shell.run("run");
        assertEquals(0, run.exit(), run.err());
        try (Store store = Store.open(folder.resolve(".pipeline/store"))) {
            assertEquals(Optional.empty(), Imported.of(store.find(wrong).orElseThrow()));
        }
    }

    @Test
    void aDamagedPackIsFoundAndSentAgainByAPushThatChecks() throws IOException {
        shell.run("run");
        shell.run("push");
        Path pack;
        try (Stream<Path> packs = Files.list(folder.resolve("lab/packs"))) {
            pack = packs.findFirst().orElseThrow();
        }
        byte[] content = Files.readAllBytes(pack);
        content[content.length / 2] ^= 1;
        Files.write(pack, content);
        assertTrue(shell.run("push").out().startsWith("pushed 0 results"));
        Shell.Result mended = shell.run("push", "--check");
        assertEquals(0, mended.exit(), mended.err());
        assertTrue(mended.err().contains("is damaged"), mended.err());
        assertTrue(mended.out().startsWith("pushed 1 result"), mended.out());
        Shell.Result again = shell.run("push", "--check");
        assertTrue(again.out().startsWith("pushed 0 results"), again.out());
        assertEquals("", again.err());
    }
}
