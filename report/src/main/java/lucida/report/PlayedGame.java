package lucida.report;

import java.util.List;
import lucida.pictures.Picture;

/**
 * A game to be shown.
 *
 * @param title what became of it
 * @param frames one for each move
 */
public record PlayedGame(String title, List<Frame> frames) {
  /** The list is kept as it is now. */
  public PlayedGame {
    frames = List.copyOf(frames);
  }

  /**
   * A moment of it.
   *
   * @param plain what was to be seen
   * @param moves what could be done, with what the network says that it is worth
   * @param chosen which of them was done
   * @param maps laid over the picture
   */
  public record Frame(Picture plain, List<Worth> moves, int chosen, List<Titled> maps) {
    /** Lists are kept as they are now. */
    public Frame {
      moves = List.copyOf(moves);
      maps = List.copyOf(maps);
    }
  }

  /** A move and what it is worth. */
  public record Worth(String move, double value) {}

  /** A picture with a title. */
  public record Titled(String title, Picture picture) {}
}
