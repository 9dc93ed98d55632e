package org.cb1network.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may know whom: the rooms of the project and the one-way doors between them. */
class ArchitectureTest {

    private static final String PROJECT = "org.cb1network..";
    private static final String CACHE = "org.cb1network.cache..";
    private static final String TABLE = "org.cb1network.table..";
    private static final String ENGINE = "org.cb1network.engine..";
    private static final String VERIFY = "org.cb1network.verify..";
    private static final String NETWORK = "org.cb1network.network..";
    private static final String STAGES = "org.cb1network.stages..";
    private static final String FIGURES = "org.cb1network.figures..";
    private static final String CLI = "org.cb1network.cli..";

    private static final JavaClasses PROJECT_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.cb1network");

    @Test
    void theCacheKnowsNothingElseOfTheProject() {
        check(knowsOnly(CACHE, CACHE));
    }

    @Test
    void tablesKnowNothingElseOfTheProject() {
        check(knowsOnly(TABLE, TABLE));
    }

    @Test
    void theEngineKnowsOnlyTheCacheAndTables() {
        check(knowsOnly(ENGINE, ENGINE, CACHE, TABLE));
    }

    @Test
    void verificationKnowsTheEngineTheCacheAndTablesButNoStageAndNoFigure() {
        check(knowsOnly(VERIFY, VERIFY, ENGINE, CACHE, TABLE));
    }

    @Test
    void theSimulatorKnowsOnlyTablesAndNothingOfTheEngine() {
        check(knowsOnly(NETWORK, NETWORK, TABLE));
    }

    @Test
    void stagesKnowTheEngineTheSimulatorAndTablesButNeitherTheCacheNorFigures() {
        check(knowsOnly(STAGES, STAGES, ENGINE, NETWORK, TABLE));
    }

    @Test
    void figuresKnowTheEngineAndTablesButNoStage() {
        check(knowsOnly(FIGURES, FIGURES, ENGINE, TABLE));
    }

    @Test
    void nothingKnowsTheCommandLine() {
        check(noClasses().that().resideOutsideOfPackage(CLI).should().dependOnClassesThat(resideInAPackage(CLI)));
    }

    @Test
    void everyClassLivesInOneOfTheRooms() {
        check(classes().should().resideInAnyPackage(CACHE, TABLE, ENGINE, VERIFY, NETWORK, STAGES, FIGURES, CLI));
    }

    /** A room may use every library, but of this project only the rooms named. */
    private static ArchRule knowsOnly(String room, String... rooms) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(resideInAPackage(PROJECT).and(not(resideInAnyPackage(rooms))));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PROJECT_CLASSES);
    }
}
