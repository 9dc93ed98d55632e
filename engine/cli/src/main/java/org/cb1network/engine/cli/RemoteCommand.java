package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.workspace.PipelineChoice;
import org.cb1network.engine.cli.workspace.RemoteAccess;
import org.cb1network.engine.cli.workspace.RemoteChoice;
import org.cb1network.engine.remote.Remote;
import org.cb1network.engine.remote.RemoteException;
import org.cb1network.engine.remote.Remotes;
import org.cb1network.engine.remote.SigningKey;
import org.cb1network.engine.runner.spec.RemoteSettings;
import org.cb1network.engine.runner.spec.UserFolder;
import org.cb1network.engine.table.Count;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code remote}: shows the remotes of the pipeline, checks them, and generates the key that signs pushes. */
@Command(
        name = "remote",
        mixinStandardHelpOptions = true,
        description = "Lists and checks remotes, and makes the key that signs your results.",
        exitCodeList = {"7:a remote cannot be used, or something in it is wrong"})
final class RemoteCommand implements Runnable {

    private static final String KEY_VARIABLE = "PIPELINE_SIGNING_KEY";

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: list, check or keygen");
    }

    /** Returns the file with the key of this user. */
    static Path keyFile() {
        String named = System.getenv(KEY_VARIABLE);
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        return UserFolder.path().resolve("signing.key");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the remotes without contacting them.")
    int list(@Mixin PipelineChoice options) {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, RemoteSettings> remotes = options.read().remotes();
        remotes.forEach((name, settings) -> out.println(name + "  " + settings.url() + "  "
                + settings.use().name().toLowerCase(Locale.ROOT) + "  "
                + (settings.keys().isEmpty()
                        ? "signatures are not asked for"
                        : "signed by " + String.join(" or ", settings.keys()))));
        if (remotes.isEmpty()) {
            out.println(options.file + " has no remotes");
        }
        out.flush();
        return ExitCode.OK;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Reads the manifests of the remotes, or of the one that --remote names, and says what is wrong.")
    int check(@Mixin PipelineChoice options, @Mixin RemoteChoice chosen) {
        PrintWriter out = spec.commandLine().getOut();
        int exit = ExitCode.OK;
        Map<String, RemoteSettings> remotes = options.read().remotes();
        RemoteAccess.requireAny(options, remotes);
        chosen.named(options.file, remotes);
        for (Map.Entry<String, RemoteSettings> one : remotes.entrySet()) {
            if (chosen.remote == null || chosen.remote.equals(one.getKey())) {
                exit = Math.max(exit, check(one.getKey(), one.getValue(), options.folder(), out));
            }
        }
        out.flush();
        return exit;
    }

    private static int check(String name, RemoteSettings settings, Path folder, PrintWriter out) {
        List<String> problems = new ArrayList<>();
        try (Remote remote = Remotes.open(name, settings, folder, problems::add)) {
            int entries = remote.size();
            out.println(name + ": " + Count.of(entries, "result") + "; " + remote.traffic()
                    + (entries == 0 && problems.isEmpty()
                            ? "; nothing has been pushed there: is the address right?"
                            : ""));
            problems.forEach(problem -> out.println("  " + problem));
            return problems.isEmpty() ? ExitCode.OK : ExitCode.INPUT_OUTPUT;
        } catch (RemoteException e) {
            out.println(name + ": " + e.getMessage());
            return ExitCode.INPUT_OUTPUT;
        }
    }

    @Command(
            name = "keygen",
            mixinStandardHelpOptions = true,
            description = "Makes the key with which 'push' signs, and prints what others write into their 'keys:'.")
    int keygen() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path file = keyFile();
        Optional<SigningKey> known = Files.exists(file) ? Optional.of(SigningKey.read(file)) : Optional.empty();
        SigningKey key = known.isPresent() ? known.get() : SigningKey.generate();
        if (known.isEmpty()) {
            key.write(file);
        }
        out.println((known.isEmpty() ? "made the key " : "there is a key already: ") + file
                + "; keep it secret. Its public key is");
        out.println(key.publicText());
        out.flush();
        return ExitCode.OK;
    }
}
