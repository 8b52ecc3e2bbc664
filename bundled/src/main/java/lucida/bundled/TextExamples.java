package lucida.bundled;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.architecture.TextNetworks;
import lucida.layers.score.Captioner;
import lucida.layers.score.Vocabulary;
import lucida.layers.training.Examples;
import lucida.scenes.SceneQuestion;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;
import lucida.scenes.Talk;

/**
 * Related scenes with texts as their fourth channel, and the words that are right.
 *
 * @param pictures of the scenes
 * @param perScene how many texts there are of each scene; example i is of scene i / perScene
 * @param words how many there are
 * @param texts what is read, and the words that are wanted, of an example
 */
public record TextExamples(SceneExamples pictures, int perScene, int words, IntFunction<Text> texts) implements Examples {
  /** Words by their numbers: what a network reads, and what it is to say. */
  public record Text(List<Integer> read, List<Integer> wanted) {}

  /** The words in which scenes are spoken of. */
  public static Vocabulary vocabulary() {
    Talk talk = new Talk(SceneSet.of(new SceneKind.Related(), Split.TRAINING, 1));
    return new Vocabulary(Stream.concat(Stream.of(Vocabulary.STOP), talk.words().stream()).toList());
  }

  /** Captions: each word, and at the end the stop, behind those before it. */
  public static TextExamples captions(SceneSet scenes) {
    Vocabulary vocabulary = vocabulary();
    Talk talk = new Talk(scenes);
    return new TextExamples(new SceneExamples(scenes), 1, vocabulary.size(), once(scenes.count(), i -> {
      List<Integer> caption = vocabulary.numbers(talk.caption(i)), read = Captioner.before(caption);
      Stream<Integer> behind = Stream.concat(caption.stream(), Stream.generate(() -> 0));
      return new Text(read, behind.limit(TextNetworks.LENGTH).toList());
    }));
  }

  /** Four questions about each scene. */
  public static TextExamples questions(SceneSet scenes) {
    Vocabulary vocabulary = vocabulary();
    Talk talk = new Talk(scenes);
    return new TextExamples(new SceneExamples(scenes), Talk.QUESTIONS, vocabulary.size(),
        once(Talk.QUESTIONS * scenes.count(), i -> {
          SceneQuestion question = talk.question(i / Talk.QUESTIONS, i % Talk.QUESTIONS);
          return new Text(vocabulary.question(question.text()), vocabulary.numbers(question.answer()));
        }));
  }

  /** The same texts, each made when it is first asked for. */
  private static IntFunction<Text> once(int n, IntFunction<Text> texts) {
    AtomicReferenceArray<Text> made = new AtomicReferenceArray<>(n);
    return i -> made.updateAndGet(i, known -> known == null ? texts.apply(i) : known);
  }

  @Override
  public int size() { return pictures.size() * perScene; }

  @Override
  public int classes() { return words; }

  @Override
  public int[] labels(int[] indices) {
    return Arrays.stream(indices).mapToObj(texts).flatMap(text -> text.wanted().stream()).mapToInt(word -> word).toArray();
  }

  @Override
  public Tensor pictures(int[] indices, Precision precision) {
    Tensor x = pictures.pictures(Arrays.stream(indices).map(i -> i / perScene).toArray(), precision);
    Shape picture = x.shape().without(0);
    List<Tensor> channels = IntStream.of(indices)
        .mapToObj(i -> Captioner.channel(texts.apply(i).read(), picture, precision)).toList();
    return Tensor.concat(1, List.of(x, Tensor.stack(0, channels)));
  }
}
