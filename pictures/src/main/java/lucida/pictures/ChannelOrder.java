package lucida.pictures;

/** Which colour comes first in a tensor. */
public enum ChannelOrder {
  /** Red, green, blue. */
  RGB,
  /** Blue, green, red. */
  BGR;

  /** The colour (0 red, 1 green, 2 blue) in channel c; also the channel of colour c. */
  int colour(int c) {
    return this == RGB ? c : 2 - c;
  }
}
