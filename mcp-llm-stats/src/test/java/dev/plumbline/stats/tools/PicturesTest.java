package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Block;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PicturesTest {
  private static final int KNOWN = 0x2f6fab;
  private static final int EXPECTED = 0x9cc3e6;

  private Ledger ledger;

  @BeforeAll
  void open() {
    ledger = Ledger.of(HostileLedger.events());
  }

  @AfterAll
  void close() {
    ledger.close();
  }

  @Test
  void spendIsDrawn() throws IOException {
    BufferedImage days = picture("get_spend", Map.of("grain", "day", "chart", true));
    assertThat(pixels(days, KNOWN)).isGreaterThan(2_000);
    // The name of a user is drawn as text whatever it holds.
    BufferedImage users = picture("get_spend", Map.of("by", List.of("user"), "chart", true));
    assertThat(pixels(users, KNOWN)).isGreaterThan(2_000);
  }

  @Test
  void aForecastShowsWhatIsKnownAndWhatIsExpected() throws IOException {
    BufferedImage forecast = picture("forecast_spend", Map.of("chart", true));
    assertThat(pixels(forecast, KNOWN)).isGreaterThan(1_000);
    assertThat(pixels(forecast, EXPECTED)).isGreaterThan(1_000);
  }

  @Test
  void theHoursOfTheDayAreDrawn() throws IOException {
    assertThat(pixels(picture("get_usage_patterns", Map.of("chart", true)), KNOWN))
        .isGreaterThan(1_000);
  }

  @Test
  void withoutAskingThereIsNone() {
    assertThat(images(ToolCalls.call(ledger.tool("get_spend"), Map.of("grain", "day")))).isEmpty();
  }

  @Test
  void aPictureLeavesRoomForTheText() {
    for (String tool : List.of("get_spend", "forecast_spend", "get_usage_patterns")) {
      Map<String, Object> arguments =
          tool.equals("get_spend")
              ? Map.of("grain", "day", "period", "last 90 days", "chart", true)
              : Map.of("chart", true);
      Block.Image image = images(ToolCalls.call(ledger.tool(tool), arguments)).getFirst();
      assertThat(image.base64().length()).as(tool).isLessThan(16 * 1024);
    }
  }

  private BufferedImage picture(String tool, Map<String, Object> arguments) throws IOException {
    Answer<?> answer = ToolCalls.call(ledger.tool(tool), arguments);
    assertThat(BudgetedCall.text(answer)).isNotBlank();
    Block.Image image = images(answer).getFirst();
    assertThat(image.mimeType()).isEqualTo("image/png");
    BufferedImage read =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(image.base64())));
    assertThat(read).isNotNull();
    assertThat(read.getWidth()).isEqualTo(720);
    assertThat(read.getHeight()).isEqualTo(260);
    return read;
  }

  private static List<Block.Image> images(Answer<?> answer) {
    return answer.blocks().stream()
        .filter(Block.Image.class::isInstance)
        .map(Block.Image.class::cast)
        .toList();
  }

  /** How many pixels are about that colour. */
  private static long pixels(BufferedImage image, int colour) {
    long count = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        int pixel = image.getRGB(x, y);
        boolean near = true;
        for (int shift : new int[] {0, 8, 16}) {
          near &= Math.abs((pixel >> shift & 0xff) - (colour >> shift & 0xff)) < 32;
        }
        count += near ? 1 : 0;
      }
    }
    return count;
  }
}
