package lucida.pictures;

/** What the channels of a tensor are of a picture. */
public enum ChannelOrder {
  /** Red, green, blue. */
  RGB(3),
  /** Blue, green, red. */
  BGR(3),
  /** One channel, the luma of ITU-R BT.601, as PIL's convert("L") has it. */
  GREY(1),
  /** Channels that are no colours, any number of them: arrays have them, pictures do not. */
  OTHER(0);

  private final int channels;

  ChannelOrder(int channels) { this.channels = channels; }

  /** How many channels a picture becomes; 0 if pictures have none of this kind. */
  public int channels() { return channels; }

  /** Which colour (0 red, 1 green, 2 blue) is in channel c, of a grey picture where there is one channel. */
  int colour(int c) {
    return this == BGR ? 2 - c : c;
  }

  /** Which channel shows colour k (0 red, 1 green, 2 blue). */
  int channel(int k) {
    return this == BGR ? 2 - k : this == RGB ? k : 0;
  }
}
