package lucida.layers.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.ScoreKind;
import lucida.layers.architecture.TextNetworks;

/**
 * A network that writes captions, word by word: word 0 stands before the first one and ends a caption.
 *
 * @param model of {@link TextNetworks#captions}
 */
public record Captioner(Model model) {
  /**
   * A caption.
   *
   * @param words by their numbers, without the end
   * @param logProbability Σ_t log p_t, the end's with it
   * @param ended whether it came to an end
   */
  public record Caption(List<Integer> words, double logProbability, boolean ended) {
    /** The words are kept as they are now. */
    public Caption {
      words = List.copyOf(words);
    }

    private Caption with(int word, double logP) {
      return word == 0
          ? new Caption(words, logProbability + logP, true)
          : new Caption(Stream.concat(words.stream(), Stream.of(word)).toList(), logProbability + logP, false);
    }
  }

  /**
   * The most probable captions that a beam finds, the best first. A beam of 1 is greedy: each word is the most probable behind those before it.
   *
   * @param x a picture, [3, H, W]
   * @param beam how many captions are continued at once
   */
  public List<Caption> captions(Tensor x, int beam, Executor executor) {
    List<Caption> captions = List.of(new Caption(List.of(), 0, false));
    for (int t = 0; t < TextNetworks.LENGTH && captions.stream().anyMatch(caption -> !caption.ended()); t++) {
      List<Caption> longer = new ArrayList<>();
      Tensor p = next(x, captions, t, executor);
      for (int k = 0; k < captions.size(); k++) longer.addAll(continued(captions.get(k), p.select(0, k)));
      captions = longer.stream().sorted(Comparator.comparingDouble(caption -> -caption.logProbability())).limit(beam).toList();
    }
    return captions;
  }

  private static List<Caption> continued(Caption caption, Tensor p) {
    return caption.ended()
        ? List.of(caption)
        : IntStream.range(0, p.size()).mapToObj(word -> caption.with(word, Math.log(p.cell(word)))).toList();
  }

  /** p of every word at t, behind each of these captions, [captions, words]. */
  private Tensor next(Tensor x, List<Caption> captions, int t, Executor executor) {
    Tensor inputs = Tensor.stack(0, captions.stream().map(caption -> read(x, before(caption.words()))).toList());
    Tensor z = model.scores(inputs, executor);
    return Tensor.stack(0, IntStream.range(0, captions.size())
        .mapToObj(k -> ScoreKind.LOGITS.probabilities(z.select(0, k * TextNetworks.LENGTH + t)).orElseThrow()).toList());
  }

  /** What the network reads while it writes these words: the start, and each word for the next. */
  public static List<Integer> before(List<Integer> words) {
    return Stream.concat(Stream.of(0), words.stream()).limit(TextNetworks.LENGTH).toList();
  }

  /** A picture [3, H, W] with a text as its fourth channel. */
  public static Tensor read(Tensor x, List<Integer> text) {
    return Tensor.concat(0, List.of(x, channel(text, x.shape(), x.precision())));
  }

  /** A text as a channel [1, H, W] of a picture [3, H, W]. */
  public static Tensor channel(List<Integer> text, Shape picture, Precision precision) {
    int columns = picture.extent(2);
    return Tensor.filled(Shape.of(1, picture.extent(1), columns), precision,
        cell -> cell / columns < text.size() && cell % columns == text.get(cell / columns) ? 1 : 0);
  }

  /** The words of a caption, and at last the whole of it, as scores of a picture [3, H, W]. */
  public Model scoring(List<Integer> words) {
    Network fixed = FixedText.of(model.network(), before(words)).followedBy("odds",
        new WordOdds(Stream.concat(words.stream(), Stream.of(0)).limit(TextNetworks.LENGTH).toList()));
    return new Model(fixed.withScores(ScoreKind.WORDS), model.weights());
  }
}
