package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.files.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lucida compare}, and the script for shells. */
class CompareCommandTest {
  @TempDir
  private Path folder;

  private static Result lucida(Object... arguments) {
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    return Result.of(texts);
  }

  @BeforeEach
  void maps() throws IOException {
    Npy.write(folder.resolve("a.npy"), Tensor.matrix(new double[]{1, 2}, new double[]{3, 4}));
    Npy.write(folder.resolve("b.npy"), Tensor.matrix(new double[]{1, 3}, new double[]{2, 4}));
    Npy.write(folder.resolve("flat.npy"), Tensor.matrix(new double[]{1, 1}, new double[]{1, 1}));
  }

  /** Deviations (−1.5, −.5, .5, 1.5) and (−1.5, .5, −.5, 1.5): 4/5; distance √2/√30; tops {3, 4} and {3, 4}'s exchange share one of three. */
  @Test
  void twoMaps() {
    Result result = lucida("compare", folder.resolve("a.npy"), folder.resolve("b.npy"), "--top", "50", "--out",
        folder.resolve("out"), "--json");
    assertEquals("", result.err());
    assertTrue(result.out().contains("\"pearson\":" + 0.8), result.out());
    assertTrue(result.out().contains("\"topIou\":" + 1.0 / 3), result.out());
    assertTrue(result.out().matches("(?s).*\"relativeL2\":0\\.2581988897.*"), result.out());
    assertEquals(1, result.out().lines().count());
    assertTrue(Files.exists(folder.resolve("out").resolve("a-b.difference.png")));
  }

  /** Maps of two sizes are compared at the larger one, and that is said. */
  @Test
  void whatIsResizedIsSaid() throws IOException {
    Npy.write(folder.resolve("wide.npy"), Tensor.matrix(new double[]{1, 2, 3}, new double[]{3, 4, 6}));
    Object[] command = {"compare", folder.resolve("a.npy"), folder.resolve("wide.npy"), "--out", folder.resolve("out")};
    String said = "A is [2, 2] and B [2, 3]: both are compared at [2, 3], resized bilinearly";
    assertTrue(lucida(command).out().contains("resized  " + said), lucida(command).out());
    assertTrue(lucida(Stream.concat(Stream.of(command), Stream.of("--json")).toArray()).out()
        .contains("\"resized\":\"" + said + "\""));
    assertFalse(lucida("compare", folder.resolve("a.npy"), folder.resolve("b.npy"), "--out", folder.resolve("out")).out()
        .contains("resized"));
  }

  /** Arrays that are no maps are named, with what a map is. */
  @Test
  void whatIsNoMapIsRefused() throws IOException {
    for (Tensor array : List.of(Tensor.vector(1, 2), Tensor.vector(3).reshape(Shape.SCALAR),
        Tensor.vector().reshape(Shape.of(0, 7)))) {
      Path file = folder.resolve("none.npy");
      Npy.write(file, array);
      Result result = lucida("compare", folder.resolve("a.npy"), file, "--out", folder.resolve("out"));
      assertEquals(2, result.code());
      assertEquals("lucida: " + file + ": a map has the shape [h, w] or [C, h, w], not " + array.shape(), result.err().strip());
    }
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void aConstantMapHasNoCorrelation() {
    Result text = lucida("compare", folder.resolve("a.npy"), folder.resolve("flat.npy"), "--out", folder.resolve("out"));
    assertTrue(text.out().contains("not defined: a map is constant"), text.out());
    Result json = lucida("compare", folder.resolve("a.npy"), folder.resolve("flat.npy"), "--out", folder.resolve("out"), "--json");
    assertTrue(json.out().contains("\"pearson\":null"), json.out());
  }

  /** [GC 3] Under global average pooling and one linear layer Grad-CAM is HiResCAM, to rounding of sums of 64 terms. */
  @Test
  void twoMethods() {
    Result result = lucida("compare", "gradcam", "hirescam", "--model", "cifar-resnet20", "--random-weights", "1", "--precision",
        "f64", "--out",
        folder.resolve("out"), "--json");
    assertEquals("", result.err());
    assertTrue(result.out().matches("(?s)\\{\"a\":\"gradcam\",\"b\":\"hirescam\".*\"relativeL2\":(0\\.0|\\d\\.\\d*E-1[456789]),.*"),
        result.out());
  }

  /** Grad-CAM is in scores, Grad-CAM++ relative to exp(S): their difference is no number, but that of maps that are scaled is one. */
  @Test
  void whatIsComparedIsSaidAndUnitsThatDifferHaveNoDistance() {
    Result text = lucida("compare", "gradcam", "gradcam++", "--out", folder.resolve("out"));
    assertEquals(0, text.code(), text.err());
    List<String> lines = text.out().lines().toList();
    assertEquals(List.of("network  scenes-resnet (bundled, its batch norms folded)", "picture  car-and-cat", "class    3 cat",
        "layer    layer3",
        "A        gradcam (unit: score)", "B        gradcam++ (unit: relative to exp(S))"), lines.subList(0, 6));
    assertTrue(text.out().contains("not defined: the units of A and B differ"), text.out());
    Result json = lucida("compare", "gradcam", "gradcam++", "--out", folder.resolve("out"), "--json");
    assertTrue(json.out().contains("\"relativeL2\":null") && json.out().contains("\"network\":\"scenes-resnet"), json.out());
    assertTrue(json.out().matches("(?s).*\"relativeL2Normalised\":\\d.*"), json.out());
  }

  @Test
  void mapsOfPixelsAndOfPositionsAreNotCompared() {
    Result result = lucida("compare", "gradcam", "gradient", "--out", folder.resolve("out"));
    assertEquals(2, result.code());
    assertTrue(result.err().contains("gradcam gives a map of positions and gradient one of pixels by colour"), result.err());
  }

  @Test
  void whatIsWrong() {
    for (Result result : new Result[]{lucida("compare", folder.resolve("a.npy"), folder.resolve("missing.npy")),
        lucida("compare", "gradcam", "gradcan"), lucida("compare", "gradcam"),
        lucida("compare", folder.resolve("a.npy"), folder.resolve("b.npy"), "--top", "0", "--out", folder.resolve("out"))})
      assertEquals(2, result.code(), result.err());
  }

  @Test
  void shellsCompleteEveryCommandAndOption() {
    Result result = lucida("completion");
    assertEquals(0, result.code());
    for (String word : new String[]{"explain", "compare", "inspect", "--save-maps", "complete -F _complete_lucida"})
      assertTrue(result.out().contains(word), word);
  }

  @Test
  void helpHasExamples() {
    for (String command : new String[]{"explain", "compare", "completion"}) {
      Result result = lucida(command, "--help");
      assertEquals(0, result.code());
      assertTrue(result.out().contains("Examples:"), result.out());
    }
  }
}
