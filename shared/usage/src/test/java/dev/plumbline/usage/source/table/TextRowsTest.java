package dev.plumbline.usage.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextRowsTest implements RowReader.Rows {
  private final List<Row> rows = new ArrayList<>();
  private final List<Rejection> bad = new ArrayList<>();
  private Path folder = Path.of("");

  @BeforeEach
  void use(@TempDir Path temporary) {
    folder = temporary;
  }

  @Override
  public void columns(List<String> names) {}

  @Override
  public void row(Row row) {
    rows.add(row);
  }

  @Override
  public void bad(Rejection rejection) {
    bad.add(rejection);
  }

  @Override
  public void progress(long done, long total) {}

  private void read(String text) throws IOException {
    new TextRows().read(Files.writeString(folder.resolve("file.txt"), text), this);
  }

  private List<String> values(String column) {
    return rows.stream().map(row -> "" + row.text(column)).toList();
  }

  @Test
  void readsCsvWithEverySeparatorAndTextOverLines() throws IOException {
    read("\uFEFFa;b\r\n1;\"x;\"\"y\"\"\nz\"\r\n\r\n2;\r\n");

    assertThat(values("a")).containsExactly("1", "2");
    assertThat(values("b")).containsExactly("x;\"y\"\nz", "null");
    assertThat(rows).extracting(Row::line).containsExactly(2L, 5L);
  }

  @Test
  void aQuoteThatNeverEndsCostsItsOwnLine() throws IOException {
    read("a,b\n1,\"x\n2,y\n3,y,z\n4,y\n");

    assertThat(values("a")).containsExactly("2", "4");
    assertThat(bad).extracting(Rejection::line).containsExactly(2L, 4L);
    assertThat(bad).extracting(Rejection::text).containsExactly("1,\"x", "3,y,z");
  }

  @Test
  void readsJsonLinesAroundCorruptOnes() throws IOException {
    read("{\"a\":1}\n\n{\"a\":\n[2]\n{\"a\":3}");

    assertThat(values("a")).containsExactly("1", "3");
    assertThat(bad).extracting(Rejection::reason).containsExactly("corrupt line", "no row");
  }

  @Test
  void readsAnArrayAndOneWithinAnObject() throws IOException {
    read(" [ {\"a\":1},\n 5, {\"a\":2} ]");
    read("{\"total\":2,\n \"skip\":[1],\n \"data\":[{\"a\":3},{\"a\":4}]}");
    read("{\"data\":[{\"a\":5}]}");

    assertThat(values("a")).containsExactly("1", "2", "3", "4", "5");
    assertThat(bad).extracting(Rejection::text).containsExactly("5");
  }

  @Test
  void whatPrecedesCorruptJsonIsRead() throws IOException {
    read("[{\"a\":1},{\"a\":2},{\"a\"");

    assertThat(values("a")).containsExactly("1", "2");
    assertThat(bad).extracting(Rejection::reason).containsExactly("corrupt JSON");
  }

  @Test
  void readsGzipAndFindsValuesInStructuresAndInJsonWithinText() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("a,b\n\"{\"\"x\"\":{\"\"y\"\":7}}\",text\n".getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("file.csv.gz"), packed.toByteArray());
    new TextRows().read(file, this);

    assertThat(rows.getFirst().count("a", "x", "y")).isEqualTo(7);
    assertThat(rows.getFirst().count("a", "x", "z")).isZero();
    assertThatThrownBy(() -> rows.getFirst().count("b")).isInstanceOf(Failure.InvalidInput.class);
  }

  @Test
  void refusesAFileThatIsNotThereAndAHeaderNamedTwice() {
    assertThatThrownBy(() -> new TextRows().read(folder.resolve("none"), this))
        .isInstanceOf(Failure.InvalidInput.class);
    assertThatThrownBy(() -> read("a,b,a\n1,2,3\n")).hasMessageContaining("twice");
  }
}
