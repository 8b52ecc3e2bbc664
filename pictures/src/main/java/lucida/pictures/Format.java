package lucida.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;

/** The picture files that can be read. */
enum Format {
  /** Deflate packs at most 1032 bytes into one; a pixel has at least one bit. */
  PNG("PNG", 1032 * 8),
  /** A block of 64 pixels takes at least one bit. Twice that, for luck. */
  JPEG("JPEG", 2 * 64 * 8),
  /** One colour everywhere takes no bits at all. */
  WEBP("WebP", Long.MAX_VALUE),
  /** A code of 12 bits stands for fewer than 4096 pixels. */
  GIF("GIF", 4096),
  /** A run of two bytes stands for 255 pixels. */
  BMP("BMP", 128);

  private final String title;
  private final long pixelsPerByte;

  Format(String title, long pixelsPerByte) {
    this.title = title;
    this.pixelsPerByte = pixelsPerByte;
  }

  /** The format of a file, told by its first bytes. */
  static Optional<Format> of(byte[] file) {
    String head = new String(file, 0, Math.min(file.length, 12), ISO_8859_1);
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) return Optional.of(PNG);
    if (head.startsWith("\u00FF\u00D8\u00FF")) return Optional.of(JPEG);
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return Optional.of(WEBP);
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return Optional.of(GIF);
    return head.startsWith("BM") ? Optional.of(BMP) : Optional.empty();
  }

  /** Whether {@code bytes} bytes can hold {@code pixels} pixels. */
  boolean holds(long pixels, long bytes) {
    return pixels / bytes <= pixelsPerByte;
  }

  /** A new decoder. */
  ImageReader reader() throws IOException {
    return switch (this) {
      case PNG, GIF, BMP -> ImageIO.getImageReadersByFormatName(title).next();
      case JPEG -> jpegReader();
      case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
    };
  }

  /** It must be registered, since it builds on the JDK's own; registering it twice does no harm. */
  private static ImageReader jpegReader() throws IOException {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    if (registry.getServiceProviderByClass(JPEGImageReaderSpi.class) == null)
      registry.registerServiceProvider(new JPEGImageReaderSpi());
    return registry.getServiceProviderByClass(JPEGImageReaderSpi.class).createReaderInstance();
  }

  /** What a file of this format holds beside its pixels. */
  Contents contents(byte[] file) throws IOException {
    return switch (this) {
      case PNG -> PngChunks.contents(file);
      case JPEG -> JpegSegments.contents(file);
      case WEBP -> WebpChunks.contents(file);
      case GIF -> GifBlocks.contents(file);
      case BMP -> Bmp.contents(file);
    };
  }

  @Override
  public String toString() { return title; }
}
