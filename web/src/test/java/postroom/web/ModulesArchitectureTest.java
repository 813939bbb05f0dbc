package postroom.web;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import postroom.server.MailEngine;

/** Who of the modules knows whom: server nobody, labs the server, web the labs and, of the server, the wire. */
@AnalyzeClasses(packages = "postroom", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesArchitectureTest {
    @ArchTest
    static final ArchRule theServerKnowsNobody = noClasses()
            .that()
            .resideInAPackage("postroom.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("postroom.labs..", "postroom.web..");

    @ArchTest
    static final ArchRule labsKnowNoWeb = noClasses()
            .that()
            .resideInAPackage("postroom.labs..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("postroom.web..");

    @ArchTest
    static final ArchRule webKnowsTheWireOfTheServer = noClasses()
            .that()
            .resideInAPackage("postroom.web..")
            .should()
            .dependOnClassesThat(resideInAPackage("postroom.server..")
                    .and(not(resideInAPackage("postroom.server.wire..")))
                    .and(not(assignableTo(MailEngine.class))));

    @ArchTest
    static final ArchRule theEngineIsMadeWhereTheProgramIsPutTogether = noClasses()
            .that()
            .resideInAPackage("postroom.web..")
            .and()
            .resideOutsideOfPackage("postroom.web.command..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(MailEngine.class);

    @ArchTest
    static final ArchRule webHasNoPackageCycles =
            slices().matching("postroom.web.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theServerHasNoPackageCycles =
            slices().matching("postroom.server.(**)").should().beFreeOfCycles();
}
