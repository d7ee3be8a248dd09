package dev.plumbline.stats.answer;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import dev.plumbline.kernel.Amounts;
import dev.plumbline.mcp.tool.Block;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** A bar chart: drawn as SVG, handed to clients as PNG. */
public final class Chart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 260;
  private static final int LEFT = 64;
  private static final int BOTTOM = 40;
  private static final int TOP = 34;
  private static final int MOST_BARS = 92;
  private static final int MOST_LABELS = 10;
  private static final int LONGEST_LABEL = 14;

  /**
   * One bar.
   *
   * @param lighter drawn paler, such as what is only expected
   */
  public record Bar(String label, BigDecimal value, boolean lighter) {}

  private final String title;
  private final List<Bar> bars;

  /**
   * A chart of dollars.
   *
   * @param bars those beyond the first 92 are left out
   */
  public Chart(String title, List<Bar> bars) {
    this.title = title;
    this.bars = bars.subList(0, Math.min(MOST_BARS, bars.size()));
  }

  /** The picture; nothing when there is nothing to draw, or no font to write with. */
  public List<Block> blocks() {
    if (bars.isEmpty()) {
      return List.of();
    }
    try {
      byte[] png = png(svg());
      return List.of(new Block.Image(Base64.getEncoder().encodeToString(png), "image/png"));
    } catch (IOException | InternalError | NoClassDefFoundError | UnsatisfiedLinkError noFonts) {
      return List.of(new Block.Text("No picture: this machine has no fonts to draw it with."));
    }
  }

  /** The drawing. */
  public String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='11'>"
            .formatted(WIDTH, HEIGHT));
    svg.append("<rect width='100%' height='100%' fill='white'/>");
    text(svg, LEFT, 18, "start", title);
    BigDecimal top = bars.stream().map(Bar::value).reduce(BigDecimal.ZERO, BigDecimal::max);
    axis(svg, top);
    double step = (double) (WIDTH - LEFT - 16) / bars.size();
    int every = Math.max(1, (bars.size() + MOST_LABELS - 1) / MOST_LABELS);
    for (int i = 0; i < bars.size(); i++) {
      bar(svg, bars.get(i), LEFT + i * step, step, top);
      if (i % every == 0) {
        text(svg, LEFT + (i + 0.5) * step, HEIGHT - BOTTOM + 16, "middle", bars.get(i).label());
      }
    }
    return svg.append("</svg>").toString();
  }

  private static void axis(StringBuilder svg, BigDecimal top) {
    for (int quarter = 0; quarter <= 4; quarter += 2) {
      double y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * quarter / 4.0;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/>",
              LEFT,
              WIDTH - 16,
              y,
              y));
      BigDecimal value = top.multiply(BigDecimal.valueOf(quarter));
      text(svg, LEFT - 6, y + 4, "end", Amounts.dollars(value.divide(BigDecimal.valueOf(4))));
    }
  }

  private static void bar(StringBuilder svg, Bar bar, double x, double step, BigDecimal top) {
    double share = top.signum() == 0 ? 0 : bar.value().doubleValue() / top.doubleValue();
    double height = Math.max(0, share) * (HEIGHT - BOTTOM - TOP);
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>",
            x + step * 0.12,
            HEIGHT - BOTTOM - height,
            step * 0.76,
            height,
            bar.lighter() ? "#9cc3e6" : "#2f6fab"));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    String shown =
        text.length() > LONGEST_LABEL && anchor.equals("middle")
            ? text.substring(0, LONGEST_LABEL - 1) + "…"
            : text;
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x='%.1f' y='%.1f' text-anchor='%s' fill='#333'>%s</text>",
            x,
            y,
            anchor,
            escaped(shown)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static byte[] png(String svg) throws IOException {
    SVGDocument drawing =
        new SVGLoader()
            .load(
                new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                URI.create("chart:bars"),
                LoaderContext.createDefault());
    if (drawing == null) {
      throw new IOException("the drawing cannot be read");
    }
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, WIDTH, HEIGHT);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      drawing.render((java.awt.Component) null, graphics, new ViewBox(0, 0, WIDTH, HEIGHT));
    } finally {
      graphics.dispose();
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
