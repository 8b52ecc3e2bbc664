package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import lucida.core.Tensor;
import lucida.layers.ScoreKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassScoreTest {
  /** Logits log 1, log 2, log 5: probabilities 1/8, 2/8, 5/8; the same with 1000 added to each, where exp overflows. */
  @ParameterizedTest
  @EnumSource(names = {"LOGITS", "SOFTMAX"})
  void softmax(ScoreKind kind) {
    for (double shift : new double[]{0, 1000}) {
      List<ClassScore> scores = ClassScore.of(Tensor.vector(shift, shift + Math.log(2), shift + Math.log(5)), kind, m -> "c" + m);
      double rounding = 4 * Math.ulp(1 + shift); // of the logits, whose error is the relative one of the exponentials
      assertEquals(0.125, scores.get(0).probability().orElseThrow(), rounding);
      assertEquals(0.25, scores.get(1).probability().orElseThrow(), rounding);
      assertEquals(0.625, scores.get(2).probability().orElseThrow(), rounding);
      assertEquals("2 c2", scores.get(2).label());
    }
  }

  /** Independent: sigmoid(log 3) = 3/4, sigmoid(0) = 1/2, whatever the others are. */
  @Test
  void sigmoids() {
    List<ClassScore> scores = ClassScore.of(Tensor.vector(Math.log(3), 0), ScoreKind.SIGMOID, String::valueOf);
    assertEquals(0.75, scores.get(0).probability().orElseThrow(), Math.ulp(1.0));
    assertEquals(0.5, scores.get(1).probability().orElseThrow(), 0);
  }

  /** One NaN makes every share of a softmax NaN, which is no probability. */
  @Test
  void nanHasNoProbability() {
    List<ClassScore> scores = ClassScore.of(Tensor.vector(1, Double.NaN, 2), ScoreKind.LOGITS, String::valueOf);
    for (ClassScore score : scores) assertEquals(OptionalDouble.empty(), score.probability());
    ExplainedPicture picture = new ExplainedPicture("x", Sample.shown(), scores, List.of(), List.of());
    assertEquals(List.of(2, 0, 1), picture.top(5).stream().map(ClassScore::id).toList());
  }

  @Test
  void valuesHaveNoProbability() {
    ClassScore score = ClassScore.of(Tensor.vector(2, 3), ScoreKind.VALUE, String::valueOf).getLast();
    assertEquals(OptionalDouble.empty(), score.probability());
    assertEquals("output 1", score.label());
    assertEquals("value", score.unit());
  }

  /** A softmax over one score would be 1 for every picture. */
  @Test
  void oneLogitAloneIsAValue() {
    assertTrue(ClassScore.of(Tensor.vector(-1.885), ScoreKind.LOGITS, String::valueOf).getFirst().probability().isEmpty());
  }

  /** p = sigmoid(−log 3) = 1/4 for, 3/4 against; in the names of files both have the number of the score. */
  @Test
  void bothSidesOfASigmoid() {
    List<ClassScore> sides = ClassScore.sides(Tensor.vector(-Math.log(3)), ScoreKind.SIGMOID, "cat", "dog");
    assertEquals(List.of("cat", "dog"), sides.stream().map(ClassScore::label).toList());
    assertEquals(List.of("against-0", "0"), sides.stream().map(ClassScore::key).toList());
    assertEquals(0.75, sides.getFirst().probability().orElseThrow(), Math.ulp(1.0));
    assertEquals(0.25, sides.getLast().probability().orElseThrow(), Math.ulp(1.0));
    assertEquals(Math.log(3), sides.getFirst().logit());
    assertEquals("against class 0",
        ClassScore.of(Tensor.vector(1), ScoreKind.SIGMOID, String::valueOf).getFirst().against().label());
  }

  /** Classes that are explained stand among the highest, also the other side of a single score; each once, by their scores. */
  @Test
  void explainedClassesAreListed() {
    List<ClassScore> scores = ClassScore.of(Tensor.vector(6, 5, 4, 3, 2, 1, 0), ScoreKind.LOGITS, String::valueOf);
    ExplainedPicture picture = explaining(scores, scores.get(6), scores.get(0), scores.get(5));
    assertEquals(List.of(0, 1, 5, 6), picture.listed(2).stream().map(ClassScore::id).toList());
    ClassScore one = ClassScore.of(Tensor.vector(-Math.log(3)), ScoreKind.SIGMOID, String::valueOf).getFirst();
    assertEquals(List.of(one.against(), one), explaining(List.of(one), one, one.against()).listed(5));
    assertEquals(List.of(one), explaining(List.of(one), one).listed(5));
  }

  private static ExplainedPicture explaining(List<ClassScore> scores, ClassScore... explained) {
    ExplainedMap map = Sample.rectified("gradcam");
    List<ExplainedMap> maps = Stream.of(explained).map(of -> new ExplainedMap(map.map(), of, map.layer(), 0, map.view())).toList();
    return new ExplainedPicture("x", Sample.shown(), scores, maps, List.of());
  }

  @Test
  void withoutANameAClassIsANumber() {
    assertEquals("class 1", ClassScore.of(Tensor.vector(1, 2), ScoreKind.LOGITS, String::valueOf).getLast().label());
  }
}
