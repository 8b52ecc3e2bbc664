package lucida.core.kernel;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that share out numbered tasks. The caller is one of them. Tasks are split by the size of the work,
 * never by the number of threads, so that results do not depend on it.
 */
public final class Workers {
  private final int threads;
  private final Executor pool;

  /**
   * So many threads, the caller's included. Idle ones do not keep the process alive, and end after a minute.
   *
   * @throws IllegalArgumentException if they are fewer than 1
   */
  public Workers(int threads) {
    if (threads < 1) throw new IllegalArgumentException("Workers: at least 1 thread, not " + threads);
    this.threads = threads;
    int helpers = Math.max(1, threads - 1);
    ThreadPoolExecutor pool = new ThreadPoolExecutor(helpers, helpers, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), task -> {
      Thread thread = new Thread(task, "lucida-worker");
      thread.setDaemon(true);
      return thread;
    });
    pool.allowCoreThreadTimeOut(true);
    this.pool = pool;
  }

  /** How many threads there are, the caller's included. */
  public int threads() { return threads; }

  /**
   * Runs task(0) … task(tasks − 1), each once, in no order, and returns when all are done. A task may itself call this. If one
   * throws, those that have not begun are left out, and what it threw is thrown here when the others are done.
   */
  public void run(int tasks, IntConsumer task) {
    int helpers = Math.min(threads, tasks) - 1;
    if (helpers <= 0) {
      for (int i = 0; i < tasks; i++) task.accept(i);
      return;
    }
    Job job = new Job(tasks, task);
    for (int i = 0; i < helpers; i++) pool.execute(job);
    job.run();
    job.await();
  }

  private static final class Job implements Runnable {
    private final int tasks;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Semaphore done = new Semaphore(0);

    Job(int tasks, IntConsumer task) {
      this.tasks = tasks;
      this.task = task;
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        try {
          if (failure.get() == null) task.accept(i);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          if (finished.incrementAndGet() == tasks) done.release();
        }
      }
    }

    void await() {
      done.acquireUninterruptibly();
      switch (failure.get()) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }
}
