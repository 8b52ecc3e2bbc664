package lucida.core.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Which kernels run, and why, in one sentence.
 *
 * <p>{@code -Dlucida.kernels=scalar|vector|nd4j} asks for one by name, {@code -Dlucida.threads=N} limits the threads; else the fastest
 * that can run here is taken, with all processors.
 */
public record KernelChoice(Kernels kernels, String reason) {
  private static final String SCALAR = "scalar";
  private static final String FLAG = "pass --add-modules jdk.incubator.vector";
  private static final int MOST_THREADS = 1024;
  private static final System.Logger LOG = System.getLogger(KernelChoice.class.getName());

  private static final class Once {
    static final KernelChoice CHOICE = byProperties();
  }

  /** The choice of this process, made when first asked for and logged once: as a WARNING with the remedy when it is slow and nobody asked for it. */
  public static KernelChoice standard() {
    return Once.CHOICE;
  }

  private static KernelChoice byProperties() {
    KernelChoice choice = asked(System.getProperty("lucida.kernels", ""), System.getProperty("lucida.threads", ""));
    choice.warning().ifPresentOrElse(text -> LOG.log(System.Logger.Level.WARNING, text),
        () -> LOG.log(System.Logger.Level.DEBUG, choice.reason()));
    return choice;
  }

  /** What to do about slow kernels that nobody asked for; empty if the kernels are fast or were asked for. */
  Optional<String> warning() {
    if (!kernels.name().equals(SCALAR) || reason.equals(askedFor(SCALAR))) return Optional.empty();
    return Optional.of(reason + "; these plain loops are hundreds of times slower than the vector kernels:"
        + " depend on dev.lucida:lucida, or put lucida-kernels-vector on the class path or module path,"
        + " and pass --add-modules jdk.incubator.vector to java"
        + " (-Dlucida.kernels=scalar keeps them and this quiet)");
  }

  private static String askedFor(String name) { return name + " kernels: asked for by name"; }

  /** By the two properties' texts, of which an empty one asks for nothing. */
  static KernelChoice asked(String name, String threads) {
    int count = threads.isEmpty() ? Runtime.getRuntime().availableProcessors() : count(threads);
    return name.isEmpty() ? best(count) : named(name, count);
  }

  private static int count(String threads) {
    try {
      return Integer.parseInt(threads);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("lucida.threads is a number of threads, not '" + threads + "'", e);
    }
  }

  /**
   * The kernels of this name.
   *
   * @throws IllegalArgumentException if there are none, or the threads are fewer than 1 or more than 1024
   * @throws IllegalStateException if they cannot run here; the message is the reason
   */
  public static KernelChoice named(String name, int threads) {
    Providers found = Providers.load();
    for (KernelProvider provider : found.providers())
      if (provider.name().equals(name)) return new KernelChoice(created(provider, checked(threads)), askedFor(name));
    throw new IllegalArgumentException("no kernels named '" + name + "'; there are " + found.names() + found.failureNote());
  }

  /**
   * The fastest kernels that can run here.
   *
   * @throws IllegalArgumentException if the threads are fewer than 1 or more than 1024
   */
  public static KernelChoice best(int threads) {
    Providers found = Providers.load();
    List<String> passedOver = new ArrayList<>(found.failures());
    for (KernelProvider provider : found.providers()) {
      if (provider.priority() < 0) continue;
      try {
        Kernels kernels = created(provider, checked(threads));
        String reason = provider.name() + " kernels: "
            + (passedOver.isEmpty() ? "the fastest that can run here" : String.join("; ", passedOver));
        return new KernelChoice(kernels, reason);
      } catch (IllegalStateException e) {
        passedOver.add(provider.name() + " kernels off: " + e.getMessage());
      }
    }
    throw new AssertionError("the scalar kernels can always run");
  }

  /** A module that is missing may be missed only here, where the provider's code is first run. */
  private static Kernels created(KernelProvider provider, int threads) {
    try {
      return provider.create(threads);
    } catch (LinkageError e) {
      throw new IllegalStateException(Providers.missing(e), e);
    }
  }

  /** The names of all kernels that were found, fastest first. */
  public static List<String> names() {
    return Providers.load().names();
  }

  private static int checked(int threads) {
    if (threads < 1) throw new IllegalArgumentException("kernels run on at least 1 thread, not on " + threads);
    if (threads > MOST_THREADS)
      throw new IllegalArgumentException("kernels run on at most " + MOST_THREADS + " threads, not on " + threads);
    return threads;
  }

  /** All providers, highest priority first, and what could not be loaded. */
  private record Providers(List<KernelProvider> providers, List<String> failures) {
    static Providers load() {
      List<KernelProvider> providers = new ArrayList<>(List.of(new ScalarKernelProvider()));
      List<String> failures = new ArrayList<>();
      Iterator<KernelProvider> it = ServiceLoader.load(KernelProvider.class).iterator();
      boolean more = true;
      while (more) {
        try {
          more = it.hasNext();
          if (more) providers.add(it.next());
        } catch (LinkageError | ServiceConfigurationError e) {
          failures.add(reason(e));
        }
      }
      providers.sort(Comparator.comparingInt(KernelProvider::priority).reversed());
      return new Providers(providers, failures);
    }

    private static String reason(Throwable e) {
      String missing = missing(e);
      return missing.equals(FLAG) ? "vector kernels off: " + missing : missing;
    }

    /** The remedy, where the module of the Vector API is what is missing; else what Java says. */
    static String missing(Throwable e) {
      String message = String.valueOf(e.getMessage());
      return message.contains("jdk/incubator/vector") ? FLAG : message;
    }

    List<String> names() { return providers.stream().map(KernelProvider::name).toList(); }

    String failureNote() { return failures.isEmpty() ? "" : " (" + String.join("; ", failures) + ")"; }
  }
}
