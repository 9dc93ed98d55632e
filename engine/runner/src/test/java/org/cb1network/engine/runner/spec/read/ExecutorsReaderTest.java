package org.cb1network.engine.runner.spec.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.runner.spec.ExecutorSettings;
import org.cb1network.engine.runner.spec.SlurmSettings;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.YamlReader;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorsReaderTest {

    private static final String PIPELINE = """
            pipeline: toys
            seed: 7
            stages:
              a: {run: add}
            """;

    @TempDir
    private Path folder;

    private ExecutorSettings read(String executors) throws IOException {
        try (Workbench bench = new Workbench(folder, Toy.add())) {
            return bench.read(PIPELINE + executors).executors();
        }
    }

    private String problem(String executors) {
        return String.valueOf(
                assertThrows(PipelineException.class, () -> read(executors)).getMessage());
    }

    @Test
    void withoutASectionPointsAreComputedHere() throws IOException {
        assertEquals(ExecutorSettings.Kind.LOCAL, read("").use());
    }

    @Test
    void memoryAndTimeCarryUnits() throws IOException {
        SlurmSettings slurm =
                read("executors: {slurm: {memory: 6 GB, time: 2 h}}").slurm();
        assertEquals(6 * 1024, slurm.memoryMib());
        assertEquals(120, slurm.minutes());
    }

    @Test
    void theFileOfTheSiteGoesBeforeThePipelineKeyByKey() throws IOException {
        Files.writeString(folder.resolve("pipeline.site.yaml"), "executors: {slurm: {partition: long}}\n");
        SlurmSettings slurm = read("executors: {use: slurm, slurm: {partition: short, cpus: 2}}")
                .slurm();
        assertEquals("long", slurm.partition().orElseThrow());
        assertEquals(2, slurm.cpus());
    }

    @Test
    void aMistakeIsReportedWithItsPlace() {
        String problem = problem("executors: {slurm: {memory: much}}");
        assertTrue(
                problem.contains("pipeline.yaml:5:29: 'much' is not an amount of memory; write it as '6 GB'"), problem);
        assertTrue(problem("executors: {slurm: {cpu: 3}}").contains("cpus"));
    }

    @Test
    void anOptionThatTheProgramSetsIsRefusedWithTheKeyThatSetsIt() {
        String problem = problem("executors: {slurm: {options: ['--mem=3G']}}");
        assertTrue(problem.contains("the option --mem is set by this program; write 'memory'"), problem);
    }

    @Test
    void aMistakeInTheFileOfTheSiteNamesThatFile() throws IOException {
        Files.writeString(folder.resolve("pipeline.site.yaml"), "executors: {slurm: {workers: 0}}\n");
        assertTrue(problem("").contains("pipeline.site.yaml:1:30"), problem(""));
    }

    @Test
    void theUsersFileGoesBeforeThatOfTheSite() throws IOException {
        Path site = Files.writeString(folder.resolve("site.yaml"), "executors: {slurm: {partition: long, cpus: 8}}\n");
        Path user = Files.writeString(folder.resolve("user.yaml"), "executors: {slurm: {partition: mine}}\n");
        Problems problems = new Problems();
        Node.Mapping pipeline = (Node.Mapping) YamlReader.read(
                Files.writeString(
                        folder.resolve("p.yaml"), "executors: {use: slurm, slurm: {cpus: 2, partition: short}}\n"),
                "p.yaml",
                problems);
        Node.Mapping section =
                (Node.Mapping) SiteFile.read(List.of(site, user), problems).section(pipeline, "executors");
        Node.Mapping slurm = (Node.Mapping) section.get("slurm");
        assertEquals("mine", ((Node.Scalar) slurm.get("partition")).text());
        assertEquals("8", ((Node.Scalar) slurm.get("cpus")).text());
        assertEquals("slurm", ((Node.Scalar) section.get("use")).text());
    }
}
