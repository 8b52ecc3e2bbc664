package lucida.core.kernel;

/**
 * Whether all that a run looks at is finite. An infinity that a ReLU makes 0, or a sigmoid 1, does not show in what comes out: so what such operations read
 * is looked at. Linear operations need not be watched: what is infinite or NaN shows in all that they make of it. Nothing is missed; the room between channels
 * and stride of {@link ChannelsLast} may make it say so of nothing.
 *
 * <p>Threads may share it; what one of them sees is known when its work is awaited.
 */
public final class FiniteWatch {
  private volatile boolean finite = true;

  /** Of a run that has not begun: nothing was looked at. */
  public FiniteWatch() {}

  /** Whether nothing that was looked at is NaN or infinite. */
  public boolean isFinite() { return finite; }

  /** Takes note of a look. */
  public void saw(boolean finiteCells) {
    if (!finiteCells) finite = false;
  }
}
