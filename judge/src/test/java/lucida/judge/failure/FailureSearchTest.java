package lucida.judge.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Contender;
import lucida.judge.JudgedMaps;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.judge.Redrawn;
import lucida.judge.results.FailureTable;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

/** Known answers: three classes, each of which sees one pixel of a picture of one row. The largest pixel is what the network says, and its map is there. */
class FailureSearchTest {
  private static final Shape PICTURE = Shape.of(1, 1, 3);
  private static final Subject SUBJECT = JudgedMaps.linear(PICTURE, Tensor.eye(3, Precision.FLOAT64), Tensor.vector(0, 0, 0));
  private static final FailureSearch SEARCH = new FailureSearch(SUBJECT, Contender.method("hirescam", _ -> Settings.USUAL));

  /** Of class 0, whose object covers these pixels, with others beside it; without its objects it is the last row. */
  private static LabelledPicture picture(double[] x, double[] mask, List<ObjectTruth> others, double... without) {
    List<ObjectTruth> objects = new ArrayList<>(List.of(object(0, mask)));
    objects.addAll(others);
    return new LabelledPicture("x", tensor(x), OptionalInt.of(0), objects, Optional.empty(), Optional.of(new Redrawn() {
      @Override
      public Tensor without(Set<String> parts) { throw new AssertionError(); }

      @Override
      public Tensor withoutObjects() { return tensor(without); }

      @Override
      public Tensor withoutObject(int object) { throw new AssertionError(); }

      @Override
      public List<Tensor> background() { throw new AssertionError(); }

      @Override
      public Tensor withoutBackground(int k) { throw new AssertionError(); }
    }));
  }

  private static Tensor tensor(double... x) { return Tensor.vector(x).reshape(PICTURE); }

  private static ObjectTruth object(int label, double... mask) {
    return new ObjectTruth(label, new Box(0, 0, 3, 1), Optional.of(Tensor.vector(mask).reshape(Shape.of(1, 3))));
  }

  private static Failure failure(LabelledPicture picture) { return SEARCH.of(7, picture).orElseThrow(); }

  @Test
  void whatIsRightIsNoFailure() {
    assertEquals(Optional.empty(), SEARCH.of(0, picture(new double[]{2, 1, 0}, new double[]{1, 0, 0}, List.of(), 0, 0, 0)));
  }

  /** The object covers the pixel of class 1, too; without it the network says 2. */
  @Test
  void ambiguity() {
    Failure failure = failure(picture(new double[]{1, 2, 0}, new double[]{1, 1, 0}, List.of(), 0, 0, 1));
    assertEquals("0 1 ambiguity Optional[ambiguity]", said(failure));
    double all = Math.E + Math.E * Math.E + 1;
    assertEquals(Math.E * Math.E / all, failure.ofPredicted(), 1e-12);
    assertEquals(Math.E / all, failure.ofLabel(), 1e-12);
    assertEquals(0, failure.overlap());
  }

  /** The pixel of class 1 belongs to an object of that class. */
  @Test
  void several() {
    assertEquals("0 1 several Optional[several]",
        said(failure(picture(new double[]{1, 2, 0}, new double[]{1, 0, 0}, List.of(object(1, 0, 1, 0)), 0, 0, 1))));
  }

  /** Nobody's pixel says 1, and says so still when the object is gone. */
  @Test
  void background() {
    assertEquals("0 1 background Optional[background]",
        said(failure(picture(new double[]{1, 2, 0}, new double[]{1, 0, 0}, List.of(), 0, 2, 0))));
  }

  /** The same where nothing can be drawn again: nobody knows whether another object is there. */
  @Test
  void elsewhere() {
    LabelledPicture photograph = new LabelledPicture("x", tensor(1, 2, 0), OptionalInt.of(0), List.of(object(0, 1, 0, 0)));
    Failure failure = failure(photograph);
    assertEquals("0 1 elsewhere Optional.empty", said(failure));
    assertEquals(1, failure.margin());
    FailureTable table = new FailureTable(new LinkedHashMap<>(), 1, List.of(failure), c -> "c" + c);
    assertEquals(1, table.ofOwnObjectsAlone());
    assertEquals(0, table.near(FailureGroup.ELSEWHERE));
    assertTrue(table.csv().endsWith(",elsewhere,,0.0,0.0,,1.0\n"), table.csv());
    assertTrue(!table.json().contains("on other objects"), table.json());
  }

  private static String said(Failure failure) {
    return failure.label() + " " + failure.predicted() + " " + failure.group() + " " + failure.truth();
  }

  @Test
  void withoutALabel() {
    LabelledPicture unknown = new LabelledPicture("x", tensor(1, 2, 0), OptionalInt.empty(), List.of());
    assertTrue(assertThrows(IllegalArgumentException.class, () -> SEARCH.of(0, unknown)).getMessage().contains("has no label"));
    LabelledPicture other = new LabelledPicture("x", tensor(1, 2, 0), OptionalInt.of(3), List.of());
    assertTrue(assertThrows(IllegalArgumentException.class, () -> SEARCH.of(0, other)).getMessage().contains("the classes 0 to 2"));
  }

  /** The most confident mistake comes first; one of two groups is wrong. */
  @Test
  void table() {
    Failure sure = failure(picture(new double[]{1, 4, 0}, new double[]{1, 0, 0}, List.of(), 0, 2, 0));
    Failure unsure = failure(picture(new double[]{1, 2, 0}, new double[]{1, 0, 0}, List.of(), 0, 0, 1));
    FailureTable table = new FailureTable(new LinkedHashMap<>(), 5, List.of(unsure, sure), c -> "c" + c);
    assertEquals(List.of(sure, unsure), table.failures());
    assertEquals("c0 → c1", table.confusions().firstEntry().getKey());
    assertEquals(2, table.confusions().firstEntry().getValue());
    assertEquals("1 of 2", table.agreement().right() + " of " + table.agreement().of());
    assertEquals(1, table.count(FailureGroup.BACKGROUND, FailureGroup.AMBIGUITY));
    assertEquals(3, table.csv().lines().count());
    assertTrue(table.csv().lines().skip(1).findFirst().orElseThrow().startsWith("x,c0,c1,"), table.csv());
    assertTrue(table.json().contains("\"mistakes\" : 2"), table.json());
  }
}
