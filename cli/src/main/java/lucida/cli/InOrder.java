package lucida.cli;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import lucida.core.Interruption;

/**
 * Work on numbered items by several threads, each on an item of its own; results come in the order of the items. At most one result a thread waits for those before it,
 * so that memory does not grow with the number of items.
 *
 * @param <R> of an item
 */
final class InOrder<R> implements AutoCloseable {
  private final ExecutorService threads;
  private final int most;
  private final int end;
  private final IntFunction<R> work;
  private final Queue<Future<R>> begun = new ArrayDeque<>();
  private int next;

  /** Of the items from … end − 1. */
  InOrder(int threads, int from, int end, IntFunction<R> work) {
    this.threads = Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("lucida-picture-", 0).daemon().factory());
    this.most = 2 * threads;
    this.next = from;
    this.end = end;
    this.work = work;
  }

  /**
   * The result of the next item, of which there is one. What its work throws is thrown here.
   *
   * @throws java.util.concurrent.CancellationException if this thread is interrupted
   */
  R next() {
    while (begun.size() < most && next < end) {
      int item = next++;
      begun.add(threads.submit(() -> work.apply(item)));
    }
    try {
      return begun.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Interruption.exception();
    } catch (ExecutionException e) {
      switch (Objects.requireNonNull(e.getCause())) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case Throwable cause -> throw new IllegalStateException(cause);
      }
    }
  }

  /** Ends what was begun. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
