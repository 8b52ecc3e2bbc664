package lucida.pictures;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;

/** Text in the sans-serif font of this machine, antialiased. */
record FontLetters() implements Letters {
  private static Font font(TextStyle style) {
    return new Font(Font.SANS_SERIF, style.bold() ? Font.BOLD : Font.PLAIN, style.size());
  }

  @Override
  public int width(String text, TextStyle style) {
    return (int) Math.ceil(font(style).getStringBounds(text, new FontRenderContext(null, true, true)).getWidth());
  }

  @Override
  public void draw(BufferedImage image, String text, int x, int base, TextStyle style, int rgb) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setFont(font(style));
    g.setColor(new Color(rgb));
    g.drawString(text, x, base);
    g.dispose();
  }
}
