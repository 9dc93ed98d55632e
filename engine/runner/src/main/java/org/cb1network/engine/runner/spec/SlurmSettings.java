package org.cb1network.engine.runner.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;

/**
 * The resources that workers request from Slurm, as described in the section {@code executors.slurm} of a pipeline.
 *
 * @param memory such as {@code 6 GB}
 * @param time such as {@code 2 h}
 */
@Describe("what each worker asks of Slurm")
public record SlurmSettings(
        @Describe("how many workers at most") @Range(min = 1, max = 1000) @Default("4")
        int workers,

        @Describe("CPUs of a worker, which computes as many points at a time") @Range(min = 1, max = 1024) @Default("4")
        int cpus,

        @Describe("memory of a worker, such as '6 GB'") @Default("'4 GB'")
        String memory,

        @Describe("time limit of a worker, such as '2 h' or '90 min'; others take over what it has not done")
        @Default("'1 h'")
        String time,

        @Describe("partition") Optional<String> partition,

        @Describe("account") Optional<String> account,

        @Describe("quality of service") Optional<String> qos,

        @Describe("features that a node must have") Optional<String> constraint,

        @Describe("further options for sbatch") @Default("[]")
        List<String> options,

        @Describe("lines of shell that make Java available, such as 'module load openjdk/17'") @Default("[]")
        List<String> setup) {

    private static final Pattern MEMORY = Pattern.compile("(\\d{1,7}) ?([MG])i?B?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6}) ?(min|h|d)");
    private static final Map<String, Integer> MINUTES = Map.of("min", 1, "h", 60, "d", 24 * 60);
    private static final int MIB_PER_GIB = 1024;
    private static final double PART_FOR_HEAP = 0.8;

    /** Options of sbatch that this program sets, with the key that sets them or the reason why they cannot be set. */
    private static final Map<String, String> OWN_OPTIONS = Map.ofEntries(
            Map.entry("--cpus-per-task", "write 'cpus'"),
            Map.entry("-c", "write 'cpus'"),
            Map.entry("--mem", "write 'memory'"),
            Map.entry("--mem-per-cpu", "write 'memory'"),
            Map.entry("--time", "write 'time'"),
            Map.entry("-t", "write 'time'"),
            Map.entry("--partition", "write 'partition'"),
            Map.entry("-p", "write 'partition'"),
            Map.entry("--array", "write 'workers'"),
            Map.entry("-a", "write 'workers'"),
            Map.entry("--job-name", "this program finds its workers by it"),
            Map.entry("-J", "this program finds its workers by it"),
            Map.entry("--output", "it goes to the folder of the run"),
            Map.entry("-o", "it goes to the folder of the run"),
            Map.entry("--signal", "workers stop in good order with it"),
            Map.entry("--ntasks", "a worker is one task"),
            Map.entry("-n", "a worker is one task"),
            Map.entry("--wrap", "the script is this program's"));

    public SlurmSettings {
        options = List.copyOf(options);
        setup = List.copyOf(setup);
    }

    /** Returns the mistakes that the types of the settings do not exclude. */
    public List<SettingMistake> mistakes() {
        List<SettingMistake> mistakes = new ArrayList<>();
        if (!MEMORY.matcher(memory).matches()) {
            mistakes.add(
                    new SettingMistake("memory", "'" + memory + "' is not an amount of memory", "write it as '6 GB'"));
        } else if (memoryMib() < MIB_PER_GIB) {
            mistakes.add(new SettingMistake("memory", "a worker needs more than " + memory, "write at least 1 GB"));
        }
        if (!TIME.matcher(time).matches() || minutes() == 0) {
            mistakes.add(new SettingMistake(
                    "time", "'" + time + "' is not a time limit", "write it as '90 min', '2 h' or '1 d'"));
        }
        for (String option : options) {
            String name = option.split("[= ]", 2)[0];
            String hint = OWN_OPTIONS.get(name);
            if (hint != null) {
                mistakes.add(new SettingMistake("options", "the option " + name + " is set by this program", hint));
            } else if (!option.startsWith("-") || option.contains("\n")) {
                mistakes.add(new SettingMistake(
                        "options", "'" + option + "' is not an option of sbatch", "write it as '--nice=100'"));
            }
        }
        return mistakes;
    }

    /** Returns the memory of a worker in MiB. */
    public int memoryMib() {
        Matcher parts = MEMORY.matcher(memory);
        if (!parts.matches()) {
            throw new IllegalStateException("not checked: " + memory);
        }
        return Integer.parseInt(parts.group(1)) * (parts.group(2).equals("G") ? MIB_PER_GIB : 1);
    }

    /**
     * Returns the maximum heap of a worker in MiB. The rest of its memory is for the JVM itself and for data outside
     * the heap.
     */
    public int heapMib() {
        return (int) (memoryMib() * PART_FOR_HEAP);
    }

    /** Returns the time limit in minutes. */
    public int minutes() {
        Matcher parts = TIME.matcher(time);
        if (!parts.matches()) {
            throw new IllegalStateException("not checked: " + time);
        }
        return Integer.parseInt(parts.group(1)) * MINUTES.getOrDefault(parts.group(2), 1);
    }
}
