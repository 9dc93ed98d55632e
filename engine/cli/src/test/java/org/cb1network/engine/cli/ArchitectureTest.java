package org.cb1network.engine.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The allowed dependencies: modules depend in one direction only, and packages have no cycles. */
class ArchitectureTest {

    private static final JavaClasses PROJECT_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.cb1network");

    /** The modules, each with the other modules of this project that it may use. */
    private enum ProjectModule {
        CACHE("cache"),
        TABLE("engine.table"),
        STAGE("engine.stage", TABLE),
        TESTING("engine.testing", TABLE, STAGE),
        COMPARE("engine.compare", CACHE, TABLE, STAGE),
        RUNNER("engine.runner", CACHE, TABLE, STAGE, COMPARE),
        REMOTE("engine.remote", CACHE, TABLE, RUNNER),
        VERIFY("engine.verify", CACHE, TABLE, STAGE, COMPARE, RUNNER),
        REPORT("engine.report", CACHE, TABLE, STAGE, COMPARE, RUNNER, VERIFY),
        NETWORK("stages.network", TABLE, STAGE),
        SCIENCE("stages.science", TABLE, STAGE, NETWORK),
        SCRIPT("stages.script", TABLE, STAGE),
        FIGURES("figures", TABLE, STAGE),
        CLI("engine.cli", CACHE, TABLE, STAGE, COMPARE, RUNNER, REMOTE, VERIFY, REPORT);

        private final String packages;
        private final ImmutableList<ProjectModule> known;

        ProjectModule(String name, ProjectModule... known) {
            this.packages = "org.cb1network." + name + "..";
            this.known = ImmutableList.copyOf(known);
        }

        String[] allowed() {
            return Stream.concat(Stream.of(this), known.stream())
                    .map(module -> module.packages)
                    .toArray(String[]::new);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModuleUsesOnlyTheModulesBelowIt(ProjectModule module) {
        noClasses()
                .that()
                .resideInAPackage(module.packages)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.cb1network..").and(not(resideInAnyPackage(module.allowed()))))
                .check(PROJECT_CLASSES);
    }

    @Test
    void everyClassLivesInOneOfTheModules() {
        String[] all = Arrays.stream(ProjectModule.values())
                .map(module -> module.packages)
                .toArray(String[]::new);
        classes().should().resideInAnyPackage(all).check(PROJECT_CLASSES);
    }

    @Test
    void packagesHaveNoCyclicDependencies() {
        slices().matching("org.cb1network.(**)").should().beFreeOfCycles().check(PROJECT_CLASSES);
    }

    /**
     * javac 17 compiles a switch over an enum of the same source file to a table in a synthetic class, javac 21 and later
     * to its ordinals. Without such switches both compilers give a stage the same fingerprint. Only javac 17 leaves the
     * traces that this test looks for.
     */
    @Test
    void theCodeOfStagesHasNoSwitchOverAnEnumOfTheSameFile() {
        List<String> found = PROJECT_CLASSES.stream()
                .filter(resideInAnyPackage("..stages..", "..figures..", "..engine.table..", "..engine.stage.."))
                .flatMap(type -> type.getFields().stream())
                .filter(ArchitectureTest::isTableOfOwnEnum)
                .map(JavaField::getFullName)
                .toList();

        assertEquals(List.of(), found);
    }

    private static boolean isTableOfOwnEnum(JavaField field) {
        String file = field.getOwner().getName().replaceFirst("\\$.*", "").replace('.', '$');
        return (field.getName() + "$").startsWith("$SwitchMap$" + file + "$");
    }

    @Test
    void theRulesCoverTheClassesOfEveryModule() {
        for (ProjectModule module : ProjectModule.values()) {
            assertTrue(
                    PROJECT_CLASSES.stream().anyMatch(resideInAPackage(module.packages)),
                    module + " has no class on the test's class path");
        }
    }
}
