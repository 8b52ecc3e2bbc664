package lucida.judge.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import lucida.judge.PictureFact;
import lucida.judge.LabelledPicture;

/** Numbered pictures with what is true about them, each read or drawn when it is asked for. Threads may share a source. */
public interface PictureSource {
  /** How many there are. */
  int count();

  /** The name of picture i, for tables; no two have the same. */
  String name(int i);

  /**
   * Picture i.
   *
   * @throws DataException if it cannot be read, does not fit the network, or what is said about it cannot be true
   */
  SourcedPicture get(int i) throws DataException;

  /** Picture i; nothing where it is not to be had, and why not is handed on in a sentence. */
  default Optional<LabelledPicture> read(int i, Consumer<String> why) {
    try {
      return Optional.of(get(i).picture());
    } catch (DataException e) {
      why.accept(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** All pictures that are to be had, in their order. */
  default List<LabelledPicture> read(Consumer<String> why) {
    return IntStream.range(0, count()).mapToObj(i -> read(i, why)).flatMap(Optional::stream).toList();
  }

  /** Picture i, which was there before. */
  default LabelledPicture again(int i) throws IOException {
    try {
      return get(i).picture();
    } catch (DataException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** "none of the 3 pictures", or of one "no picture": what could not be done with any of them follows. */
  static String noneOf(long pictures) {
    return pictures == 1 ? "no picture" : "none of the " + pictures + " pictures";
  }

  /** What was stated about no picture of the source, or left out when the source was opened; a sentence each, with its count. */
  List<String> notes();

  /** What is known of none of its pictures, so that some metrics cannot have a value; of some it is found when they are read. */
  default Set<PictureFact> unknown() {
    return Set.of();
  }
}
