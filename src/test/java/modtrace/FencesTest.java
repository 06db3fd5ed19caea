package modtrace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom: the packages are the way of the data. */
@AnalyzeClasses(packages = "modtrace", importOptions = ImportOption.DoNotIncludeTests.class)
final class FencesTest {
  @ArchTest static final ArchRule sysImportsNothingOfOurs = onlyUses("sys");
  @ArchTest static final ArchRule eventImportsNothingOfOurs = onlyUses("event");
  @ArchTest static final ArchRule tracefsUsesSys = onlyUses("tracefs", "sys");
  @ArchTest static final ArchRule procUsesSys = onlyUses("proc", "sys");
  @ArchTest static final ArchRule depmodUsesProc = onlyUses("depmod", "proc");
  @ArchTest static final ArchRule textUsesEvent = onlyUses("text", "event");
  @ArchTest static final ArchRule datUsesThese = onlyUses("dat", "event", "sys");
  @ArchTest static final ArchRule ledgerUsesEvent = onlyUses("ledger", "event");
  @ArchTest static final ArchRule holderUsesThese = onlyUses("holder", "ledger", "proc", "event");
  @ArchTest static final ArchRule finderUsesThese = onlyUses("finder", "holder", "proc", "sys");

  @ArchTest
  static final ArchRule renderUsesThese =
      onlyUses("render", "holder", "ledger", "event", "tracefs", "depmod", "proc");

  @ArchTest
  static final ArchRule pictureUsesThese =
      onlyUses("picture", "render", "holder", "ledger", "event");

  @ArchTest
  static final ArchRule noCycles = slices().matching("modtrace.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheNativeLayerSeesJna =
      noClasses()
          .that()
          .resideOutsideOfPackage("modtrace.sys")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.jna..");

  @ArchTest
  static final ArchRule onlyTheCommandLineSeesPicocli =
      noClasses()
          .that()
          .resideOutsideOfPackage("modtrace.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule onlyMainExits =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("modtrace.Main")
          .should()
          .callMethod(System.class, "exit", int.class);

  private static ArchRule onlyUses(String name, String... others) {
    String[] allowed = new String[others.length + 5];
    for (int i = 0; i < others.length; i++) {
      allowed[i] = "modtrace." + others[i];
    }
    String[] libraries = {
      "modtrace." + name,
      "java..",
      "org.jspecify..",
      "com.sun.jna..",
      "com.fasterxml.jackson.core.."
    };
    System.arraycopy(libraries, 0, allowed, others.length, libraries.length);
    return classes()
        .that()
        .resideInAPackage("modtrace." + name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }
}
