package lucida.core.kernel;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import lucida.core.Interruption;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads, the caller's among them, that share numbered tasks. Work is split by its size, never
 * by the number of threads, so results do not depend on that number. Each thread begins with a run of tasks of its own, the same of the same
 * number of tasks, and then takes from the ends of others' runs: what it wrote in one call it finds in its own cache in the next.
 *
 * <p>One call is shared at a time: a call from inside a task, or from another thread meanwhile, runs its tasks on its own thread. A thread that
 * finds nothing to do spins for some microseconds and then sleeps. Threads end when this object is no longer used, and
 * never keep the process alive.
 */
public final class Workers {
  private static final Cleaner CLEANER = Cleaner.create();
  /** The number of cells that one thread reads or writes in the time it takes to wake another. */
  private static final long WORTH_IT = 1 << 15;
  /** The number of spins, of some nanoseconds each, before a thread sleeps. */
  private static final int PATIENCE = 2_000;

  private final Crew crew;

  /** Starts {@code threads} threads, the caller's counted among them. */
  public Workers(int threads) {
    if (threads < 1) throw new IllegalArgumentException("Workers: at least 1 thread, not " + threads);
    this.crew = new Crew(threads);
    CLEANER.register(this, crew::dismiss);
  }

  /** How many threads there are, the caller's included. */
  public int threads() { return crew.threads; }

  /** Like {@link #run(int, IntConsumer)}, but on the caller's thread alone where {@code work}, in cells, is less than waking others costs. */
  public void run(int tasks, long work, IntConsumer task) {
    if (work < WORTH_IT) for (int i = 0; i < tasks; i++) task.accept(i);
    else run(tasks, task);
  }

  /**
   * Runs task(0) … task(tasks − 1), each once, in no order, and returns when all are done. What a task throws is thrown here.
   *
   * @throws CancellationException between two tasks, if the caller's thread is interrupted; its flag stays set
   */
  public void run(int tasks, IntConsumer task) {
    try {
      crew.run(tasks, task);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** The threads and the job they share; holds no reference to its Workers. */
  private static final class Crew {
    private final int threads;
    private final AtomicReference<@Nullable Job> current = new AtomicReference<>();
    private final Helper[] helpers;
    private volatile boolean dismissed;

    Crew(int threads) {
      this.threads = threads;
      this.helpers = new Helper[threads - 1];
    }

    void run(int tasks, IntConsumer task) {
      Job job = threads == 1 || tasks < 2 ? null : new Job(tasks, Math.min(tasks, threads), task);
      if (job == null || !current.compareAndSet(null, job)) {
        for (int i = 0; i < tasks; i++) {
          Interruption.check();
          task.accept(i);
        }
        return;
      }
      try {
        for (int i = 0; i < Math.min(tasks, threads) - 1; i++) wake(i);
        job.work(0);
        job.await();
      } finally {
        current.set(null);
      }
      job.rethrow();
    }

    /** Only the thread whose job is the current one comes here. */
    private void wake(int i) {
      if (helpers[i] == null) {
        helpers[i] = new Helper(this, i + 1);
        helpers[i].thread.start();
      } else if (helpers[i].asleep) LockSupport.unpark(helpers[i].thread);
    }

    void dismiss() {
      dismissed = true;
      for (Helper helper : helpers) if (helper != null) LockSupport.unpark(helper.thread);
    }
  }

  private static final class Helper implements Runnable {
    private final Crew crew;
    private final int number;
    private final Thread thread;
    private volatile boolean asleep;

    Helper(Crew crew, int number) {
      this.crew = crew;
      this.number = number;
      this.thread = new Thread(this, "lucida-worker");
      this.thread.setDaemon(true);
    }

    @Override
    public void run() {
      int idle = 0;
      while (!crew.dismissed) {
        Job job = crew.current.get();
        if (job != null && job.work(number)) idle = 0;
        else if (idle++ < PATIENCE) Thread.onSpinWait();
        else idle = sleep();
      }
    }

    private int sleep() {
      asleep = true;
      Job job = crew.current.get();
      if (!crew.dismissed && (job == null || job.isTaken())) LockSupport.park(this);
      asleep = false;
      return 0;
    }
  }

  private static final class Job {
    /** Numbers from one run to the next, so that no two share a line of the cache: threads would wait for each other's writes. */
    private static final int APART = 16;

    private final int tasks;
    private final IntConsumer task;
    private final Thread caller = Thread.currentThread();
    /** Of each run, {@value #APART} numbers apart, the task that its own thread takes next, and in the upper half the one behind the last. */
    private final AtomicLongArray runs;
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Job(int tasks, int threads, IntConsumer task) {
      this.tasks = tasks;
      this.task = task;
      this.runs = new AtomicLongArray(threads * APART);
      for (int t = 0; t < threads; t++)
        runs.set(t * APART, bounds((int) ((long) tasks * t / threads), (int) ((long) tasks * (t + 1) / threads)));
    }

    private static long bounds(int next, int end) { return (long) end << 32 | next; }

    private static int next(long bounds) { return (int) bounds; }

    private static int end(long bounds) { return (int) (bounds >> 32); }

    /** Whether every task has been begun. */
    boolean isTaken() {
      for (int at = 0; at < runs.length(); at += APART) if (next(runs.get(at)) < end(runs.get(at))) return false;
      return true;
    }

    /** Takes the first of a run, or the last, or returns −1 if none is left. */
    private int take(int at, boolean first) {
      for (long old = runs.get(at); next(old) < end(old); old = runs.get(at)) {
        int taken = first ? next(old) : end(old) - 1;
        if (runs.compareAndSet(at, old, first ? bounds(taken + 1, end(old)) : bounds(next(old), taken))) return taken;
      }
      return -1;
    }

    /** Runs tasks until none is left, those of a thread's own run before others', and returns whether there was one. After a failure the rest are only counted. */
    boolean work(int number) {
      int count = 0;
      for (int run = 0; run < runs.length(); run += APART)
        for (int at = (number * APART + run) % runs.length(), i = take(at, run == 0); i >= 0; i = take(at, run == 0)) {
          count++;
          try {
            if (caller.isInterrupted()) throw Interruption.exception();
            if (failure.get() == null) task.accept(i);
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          }
        }
      if (count > 0 && finished.addAndGet(count) == tasks) LockSupport.unpark(caller);
      return count > 0;
    }

    /** Waits for the tasks that others have begun. */
    void await() {
      for (int looks = 0; finished.get() < tasks; looks++)
        if (looks < PATIENCE) Thread.onSpinWait();
        else LockSupport.park(this);
    }

    void rethrow() {
      if (failure.get() instanceof RuntimeException e) throw e;
      if (failure.get() instanceof Error e) throw e;
    }
  }
}
