package lucida.judge.data;

import java.util.List;

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

  /** What was stated about no picture of the source, or left out when the source was opened; a sentence each, with its count. */
  List<String> notes();
}
