package lucida.weights;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lucida.weights.io.Bytes;
import lucida.weights.io.ImportBudget;
import lucida.weights.io.ZipArchive;
import lucida.weights.model.Fixture;
import lucida.weights.torch.RandomPickle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files with random damage. Each ends in tensors or in a sentence, soon, and in the small heap of this JVM (weights/pom.xml):
 * another exception, an error or a hang fails.
 */
final class MutationTest {
  private static final long SEED = 20261121;
  private static final long SLOWEST_NANOSECONDS = 10_000_000_000L;

  /** The formats and the files that are damaged. */
  enum Format {
    TORCH_ZIP("dtypes.pt", "views.pt", "checkpoint.pt", "checkpoint_protocol4.pt", "checkpoint_deflated.pt", "checkpoint_zip64.pt",
        "calls.pt",
        "cycle.pt", "big_endian.pt"),
    TORCH_LEGACY("dtypes_legacy.pt", "views_legacy.pt", "checkpoint_legacy.pt",
        "checkpoint_legacy_protocol4.pt", "calls_legacy.pt",
        "storage_views_legacy.pt"),
    SAFETENSORS("dtypes.safetensors"),
    NPZ("arrays.npz", "arrays_compressed.npz"),
    NPY;

    private final List<byte[]> files;

    Format(String... names) { files = names.length == 0 ? arrays() : Stream.of(names).map(Fixture::bytes).toList(); }

    /** The arrays of an archive, each a file of its own. */
    private static List<byte[]> arrays() {
      byte[] file = Fixture.bytes("arrays.npz");
      ZipArchive archive = new ZipArchive(new Bytes.OfArray(file));
      return archive.names().stream().map(name -> archive.open(name, new ImportBudget(file.length)))
          .map(bytes -> bytes.copy(0, (int) bytes.length())).toList();
    }

    boolean isZip() { return this == TORCH_ZIP || this == NPZ; }
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void endsInTensorsOrInASentence(Format format) { damage(format, 3000); }

  @ParameterizedTest
  @EnumSource
  @Tag("full")
  @Timeout(value = 180, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void endsInTensorsOrInASentenceHoweverOften(Format format) { damage(format, 1_000_000); }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void survivesRandomPickles() {
    int refused = check("pickles", 1000, seed -> new RandomPickle(seed).file());
    assertTrue(refused > 200 && refused < 800, refused + " of 1000 were refused: either too few or too many to show anything");
  }

  @Test
  @Tag("full")
  @Timeout(value = 180, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void survivesRandomPicklesHoweverMany() { check("pickles", 100_000, seed -> new RandomPickle(seed).file()); }

  private static final List<String> LABELS = List.of("n01440764 tench\nn01443537 goldfish\ngreat white shark\n",
      "[\"tench\", \"goldfish\"]", "{\"0\": \"tench\", \"1\": \"goldfish\"}", "{\"0\": [\"n01440764\", \"tench\"]}");

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void labels() { damageLabels(2000); }

  @Test
  @Tag("full")
  @Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void labelsHoweverOften() { damageLabels(1_000_000); }

  private static void damageLabels(int times) {
    int refused = 0;
    for (int i = 0; i < times; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      byte[] file = Damage.of(LABELS.get(random.nextInt(LABELS.size())).getBytes(StandardCharsets.UTF_8), random);
      try {
        ClassNameFiles.parse("x", new String(file, StandardCharsets.UTF_8));
      } catch (WeightsException e) {
        refused++;
        assertTrue(e.getMessage().matches("(?s)x(: | is | has | holds ).*") && e.getMessage().lines().count() == 1, e.getMessage());
      } catch (RuntimeException | Error e) {
        fail("labels, seed " + (SEED + i) + ": " + e, e);
      }
    }
    assertTrue(refused > times / 10, "only " + refused + " of " + times + " were refused");
  }

  private static void damage(Format format, int times) {
    int refused = check(format.name(), times,
        random -> mutated(format.files.get(random.nextInt(format.files.size())), format, random));
    assertTrue(refused > times / 4, "only " + refused + " of " + times + " were refused: the damage is too small to show anything");
    assertTrue(refused < times, "all were refused: the damage is too large to show anything");
  }

  private static int check(String format, int times, Function<SplittableRandom, byte[]> files) {
    int refused = 0;
    for (int i = 0; i < times; i++) {
      byte[] file = files.apply(new SplittableRandom(SEED + i));
      long start = System.nanoTime();
      try {
        Fixture.read("x", file);
      } catch (WeightsException e) {
        refused++;
        assertTrue(e.getMessage().matches("(?s)x(: | is | has | holds ).*") && e.getMessage().lines().count() == 1, e.getMessage());
      } catch (RuntimeException | Error e) {
        fail(format + ", seed " + (SEED + i) + ": " + e, e);
      }
      long took = System.nanoTime() - start;
      assertTrue(took < SLOWEST_NANOSECONDS, format + ", seed " + (SEED + i) + " took " + took + " ns");
    }
    return refused;
  }

  private static byte[] mutated(byte[] file, Format format, SplittableRandom random) {
    if (format.isZip() && random.nextBoolean()) return rezipped(file, format, random);
    byte[] mutated = file.clone();
    for (int n = 1 + random.nextInt(3); n > 0 && mutated.length > 0; n--) mutated = mutatedOnce(mutated, format, random);
    return mutated;
  }

  /** The same archive, in order, but for what one of its entries holds. */
  private static byte[] rezipped(byte[] file, Format format, SplittableRandom random) {
    ZipArchive archive = new ZipArchive(new Bytes.OfArray(file));
    int damaged = random.nextInt(4) == 0 ? random.nextInt(archive.names().size()) : 0;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : archive.names()) {
        Bytes content = archive.open(name, new ImportBudget(file.length));
        byte[] entry = content.copy(0, (int) content.length());
        zip.putNextEntry(new ZipEntry(name));
        zip.write(damaged-- == 0 && entry.length > 0 ? mutatedOnce(entry, format, random) : entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] mutatedOnce(byte[] file, Format format, SplittableRandom random) {
    int at = random.nextInt(file.length);
    int length = Math.min(file.length - at, 1 + random.nextInt(1 << random.nextInt(9)));
    byte[] other = format.files.get(random.nextInt(format.files.size()));
    int from = random.nextInt(other.length);
    byte[] piece = Arrays.copyOfRange(other, from, Math.min(other.length, from + length));
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(file, at);
      case 1 -> joined(file, at, new byte[0], at + length);
      case 2 -> joined(file, at, piece, at);
      case 3 -> joined(file, at, piece, Math.min(file.length, at + piece.length));
      case 4 -> forged(file, at, random);
      case 5 -> joined(file, at, new byte[]{(byte) random.nextInt(256)}, at + 1);
      default -> joined(file, at, new byte[]{(byte) (file[at] ^ 1 << random.nextInt(8))}, at + 1);
    };
  }

  private static byte[] joined(byte[] file, int to, byte[] middle, int from) {
    return Fixture.joined(Arrays.copyOf(file, to), middle, Arrays.copyOfRange(file, from, file.length));
  }

  /** A number of 1, 2, 4 or 8 bytes that lengths and places go wrong with. */
  private static byte[] forged(byte[] file, int at, SplittableRandom random) {
    long[] numbers = {0, 1, -1, 2, Byte.MAX_VALUE, Short.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE,
        Long.MIN_VALUE, 1L << 32,
        file.length, file.length - at, at, random.nextLong(), random.nextInt(1 << 24)};
    byte[] number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(numbers[random.nextInt(numbers.length)]).array();
    int size = Math.min(1 << random.nextInt(4), file.length - at);
    return joined(file, at, Arrays.copyOf(number, size), at + size);
  }
}
