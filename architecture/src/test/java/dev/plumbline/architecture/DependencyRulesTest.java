package dev.plumbline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.plumbline.mcp.tool.Tool;
import org.junit.jupiter.api.Test;

class DependencyRulesTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.plumbline");

  @Test
  void theRulesSeeEveryModule() {
    assertThat(PRODUCT.containPackage("dev.plumbline.kernel")).isTrue();
    assertThat(PRODUCT.containPackage("dev.plumbline.mcp.host")).isTrue();
    assertThat(PRODUCT.containPackage("dev.plumbline.sonarqube.tools")).isTrue();
    assertThat(PRODUCT.containPackage("dev.plumbline.usage.jdbc")).isTrue();
    assertThat(PRODUCT.containPackage("dev.plumbline.stats.tools.spend")).isTrue();
    assertThat(PRODUCT.containPackage("dev.plumbline.control.jdbc")).isTrue();
    assertThat(PRODUCT.containPackage("dev.plumbline.gateway.http")).isTrue();
  }

  @Test
  void theKernelUsesOnlyTheJdkAndJSpecify() {
    check(
        classes()
            .that()
            .resideInAPackage("dev.plumbline.kernel..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.plumbline.kernel..", "java..", "org.jspecify.."));
  }

  @Test
  void onlyTheHostKnowsTheProtocolLibraries() {
    check(
        noClasses()
            .that(not(resideInAPackage("dev.plumbline.mcp..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.modelcontextprotocol..",
                "com.github.victools..",
                "jakarta.servlet..",
                "reactor.."));
  }

  @Test
  void onlyServersKnowJetty() {
    check(
        noClasses()
            .that(
                not(
                    resideInAnyPackage(
                        "dev.plumbline.mcp.http..",
                        "dev.plumbline.usage.source.otel.http..",
                        "dev.plumbline.gateway.http..",
                        "dev.plumbline.gateway.standin..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty.."));
  }

  @Test
  void jdbcStaysInItsPackages() {
    check(
        noClasses()
            .that(not(resideInAPackage("dev.plumbline..jdbc..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql.."));
  }

  @Test
  void picocliStaysInTheCommandLines() {
    check(
        noClasses()
            .that(not(resideInAPackage("dev.plumbline..cli..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli.."));
  }

  @Test
  void onlyItsClientKnowsSonarQubesLibraries() {
    check(
        noClasses()
            .that(not(resideInAPackage("dev.plumbline.sonarqube.sonar..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.sonarqube.."));
  }

  @Test
  void protobufStaysWhereItIsSpoken() {
    check(
        noClasses()
            .that(
                not(
                    resideInAnyPackage(
                        "dev.plumbline.sonarqube.sonar..",
                        "dev.plumbline.usage.source.otel.http..",
                        "dev.plumbline.gateway.trace..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.protobuf..", "io.opentelemetry.."));
  }

  @Test
  void onlyClientsKnowHttp() {
    check(
        noClasses()
            .that(
                not(
                    resideInAnyPackage(
                        "dev.plumbline.sonarqube.sonar..",
                        "dev.plumbline.usage.source.http..",
                        "dev.plumbline.usage.remote..",
                        "dev.plumbline.gateway.alert.channel..",
                        "dev.plumbline.gateway.provider..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("okhttp3.."));
  }

  @Test
  void onlyChannelsKnowMail() {
    check(
        noClasses()
            .that(not(resideInAnyPackage("dev.plumbline.gateway.alert.channel..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus.."));
  }

  @Test
  void analysesOnlyCalculate() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.plumbline.stats.analysis..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.io..",
                "java.nio.file..",
                "dev.plumbline.mcp..",
                "dev.plumbline.usage.jdbc.."));
  }

  @Test
  void toolsTouchNeitherJdbcNorHttp() {
    check(
        noClasses()
            .that(resideInAnyPackage("dev.plumbline..tools.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "okhttp3..", "java.net.http..", "jakarta.servlet.."));
  }

  @Test
  void nothingButTheCommandLinesPrints() {
    check(
        noClasses()
            .that(not(resideInAPackage("dev.plumbline..cli..")))
            .should()
            .accessField(System.class, "out"));
  }

  @Test
  void toolsAreFinal() {
    check(
        classes()
            .that()
            .areAssignableTo(Tool.class)
            .and()
            .areNotInterfaces()
            .should()
            .haveModifier(JavaModifier.FINAL));
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("dev.plumbline.(**)").should().beFreeOfCycles());
  }

  private static void check(ArchRule rule) {
    rule.check(PRODUCT);
  }
}
