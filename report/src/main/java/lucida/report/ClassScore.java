package lucida.report;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lucida.core.Tensor;

/**
 * What a network says of a class.
 *
 * @param id the class, counted from 0
 * @param name what it is called; its number where nobody knows
 * @param logit its score
 * @param probability its share after a softmax over all classes
 */
public record ClassScore(int id, String name, double logit, double probability) {
  /** Of every class, in the order of their numbers. */
  public static List<ClassScore> of(Tensor logits, IntFunction<String> name) {
    double largest = logits.max();
    double sum = IntStream.range(0, logits.size()).mapToDouble(m -> Math.exp(logits.cell(m) - largest)).sum();
    return IntStream.range(0, logits.size())
        .mapToObj(m -> new ClassScore(m, name.apply(m), logits.cell(m), Math.exp(logits.cell(m) - largest) / sum)).toList();
  }

  /** "243 bull mastiff", or "class 243" where it has no name. */
  public String label() {
    return name.equals(String.valueOf(id)) ? "class " + id : id + " " + name;
  }
}
