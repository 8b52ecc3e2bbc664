package lucida.bundled;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import lucida.layers.Names;
import lucida.pictures.Picture;
import lucida.pictures.PictureException;

/**
 * What comes with the project: two networks that it trained on its own scenes, one that puts scenes into words, one that plays a game, and scenes that they have never
 * seen, as pictures.
 */
public final class Bundled {
  private static final List<String> NETWORKS = List.of("scenes-vgg", "scenes-resnet");
  private static final List<String> TEXTS = List.of("captions", "vqa");
  private static final List<String> PLAYERS = List.of("catch");
  private static final List<String> PICTURES = List.of("owl", "snail", "car-and-cat");

  private Bundled() {}

  /** The names of the networks that read texts. */
  public static List<String> texts() { return TEXTS; }

  /** One that reads texts, by its name: {@code captions} puts related scenes into words. Throws as {@link #network} does. */
  public static TrainedModel text(String name) {
    String file = known(name, TEXTS, "network for texts") + ".safetensors";
    return TrainedModel.read(file, bytes(file));
  }

  /** The names of the networks that know scenes. */
  public static List<String> networks() { return NETWORKS; }

  /** The names of the networks that play games, which are those of the games: their scores are what each move is worth. */
  public static List<String> players() {
    return PLAYERS;
  }

  /** Whether a network has this name. */
  public static boolean hasNetwork(String name) {
    return NETWORKS.contains(name) || PLAYERS.contains(name);
  }

  /** The names of the pictures: of 256×256, each a scene of the test split. */
  public static List<String> pictures() {
    return PICTURES;
  }

  /**
   * A network by its name: {@code scenes-vgg} ends in two dense layers, {@code scenes-resnet} in global average pooling and one; {@code catch} plays.
   *
   * @throws IllegalArgumentException if there is none; the message names those there are
   */
  public static TrainedModel network(String name) {
    String file = (PLAYERS.contains(name) ? name : known(name, NETWORKS, "network")) + ".safetensors";
    return TrainedModel.read(file, bytes(file));
  }

  /** A picture by its name. Throws as {@link #network} does. */
  public static Picture picture(String name) {
    String file = known(name, PICTURES, "picture") + ".png";
    try {
      return Picture.read(file, bytes(file));
    } catch (PictureException e) {
      throw new IllegalStateException(file + " in this room is damaged", e);
    }
  }

  private static String known(String name, List<String> names, String what) {
    if (names.contains(name)) return name;
    throw new IllegalArgumentException("No bundled " + what + " is named '" + name + "'; " + Names.suggestion(name, names));
  }

  private static byte[] bytes(String file) {
    try (InputStream in = Bundled.class.getResourceAsStream(file)) {
      if (in == null) throw new IllegalStateException(file + " is missing in this room");
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
