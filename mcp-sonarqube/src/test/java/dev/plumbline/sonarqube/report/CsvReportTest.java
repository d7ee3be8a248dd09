package dev.plumbline.sonarqube.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.tools.Canned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sonarqube.ws.Issues;

class CsvReportTest {
  private final FakeSonarQube fake = new FakeSonarQube();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void hasOneLineAnIssueBelowTheColumns() {
    assertThat(csv(Canned.issue(7, "Plain").setAuthor("ada@example.org").setStatus("OPEN")))
        .isEqualTo(
            "key,rule,severity,type,file,line,message,effort_minutes,status,assignee,author,tags,"
                + "created\r\n"
                + "0123456789abcdef0007,java:S1192,MEDIUM,CODE_SMELL,src/A.java,7,Plain,5,OPEN,,"
                + "ada@example.org,design,2026-08-01T00:00:00Z\r\n");
  }

  @Test
  void quotesCommasQuotesAndNewlines() {
    assertThat(csv(Canned.issue(1, "Use \"x\", not\ny"))).contains(",\"Use \"\"x\"\", not\ny\",5,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1"})
  void whatASpreadsheetWouldRunIsText(String message) {
    assertThat(csv(Canned.issue(1, message))).contains(",\"'" + message + "\",5,");
  }

  @Test
  void everyForeignCellIsMadeSafe() {
    Issues.Issue.Builder issue =
        Canned.issue(1, "x").setAuthor("=a").setAssignee("=b").clearTags().addTags("=c");
    assertThat(csv(issue)).contains(",\"'=b\",\"'=a\",\"'=c\",");
    assertThat(csv(Canned.issue(1, "x").setComponent("shop:=d.java"))).contains(",\"'=d.java\",");
  }

  @Test
  void aFileOrProjectIssueHasNoLine() {
    assertThat(csv(Canned.issue(1, "x").clearLine())).contains(",src/A.java,,x,5,");
  }

  @Test
  void withoutIssuesThereAreTheColumnsOnly() {
    assertThat(csv()).hasLineCount(1);
  }

  private String csv(Issues.Issue.Builder... issues) {
    return Reported.as(ReportFormat.CSV, fake, issues);
  }
}
