package lucida.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A deadlock shows as a timeout. */
@Timeout(60)
class WorkersTest {
  @Test
  void runsEveryTaskOnce() {
    for (int threads : new int[]{1, 2, 3, 8})
      for (int tasks : new int[]{0, 1, 2, 7, 1000}) {
        AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
        new Workers(threads).run(tasks, runs::incrementAndGet);
        for (int i = 0; i < tasks; i++) assertEquals(1, runs.get(i), threads + " threads, task " + i + " of " + tasks);
      }
  }

  @Test
  void runsAgainAndAgain() {
    Workers workers = new Workers(3);
    AtomicInteger runs = new AtomicInteger();
    for (int i = 0; i < 2000; i++) workers.run(5, task -> runs.incrementAndGet());
    assertEquals(10_000, runs.get());
  }

  /** Two tasks that wait for each other can only end on two threads, one of them the caller's. */
  @Test
  void tasksRunAtTheSameTime() {
    CountDownLatch both = new CountDownLatch(2);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    new Workers(2).run(2, task -> {
      threads.add(Thread.currentThread());
      both.countDown();
      await(both);
    });
    assertEquals(2, threads.size());
    assertTrue(threads.remove(Thread.currentThread()));
    assertTrue(threads.stream().allMatch(Thread::isDaemon));
  }

  /** The caller begins with task 0 of ten, the other with task 5: both wait for each other there, so that neither is done before the other has begun. */
  @Test
  void eachBeginsWithARunOfItsOwn() {
    Workers workers = new Workers(2);
    for (int call = 0; call < 100; call++) {
      CountDownLatch both = new CountDownLatch(2);
      Map<Thread, Integer> first = new ConcurrentHashMap<>();
      workers.run(10, task -> {
        if (first.putIfAbsent(Thread.currentThread(), task) == null) {
          both.countDown();
          await(both);
        }
      });
      assertEquals(0, first.remove(Thread.currentThread()));
      assertEquals(Set.of(5), Set.copyOf(first.values()));
    }
  }

  /** Tasks that would take a minute end after the first ones, on one thread and on several, and the flag stays. */
  @Test
  void anInterruptEndsTheRun() {
    for (int threads : new int[]{1, 3}) {
      AtomicInteger runs = new AtomicInteger();
      Thread caller = Thread.currentThread();
      assertThrows(CancellationException.class, () -> new Workers(threads).run(60_000, _ -> {
        if (runs.incrementAndGet() == 5) caller.interrupt();
        for (long until = System.nanoTime() + 1_000_000; System.nanoTime() < until;) Thread.onSpinWait();
      }));
      assertTrue(Thread.interrupted(), "the flag");
      assertTrue(runs.get() < 100, runs + " tasks");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatATaskThrowsIsThrownToTheCaller() {
    for (int threads : new int[]{1, 4})
      for (Throwable thrown : new Throwable[]{new IllegalStateException("task 3"), new StackOverflowError("task 3")}) {
        Workers workers = new Workers(threads);
        assertSame(thrown, assertThrows(Throwable.class, () -> workers.run(100, task -> fail(task, thrown))));
        AtomicInteger runs = new AtomicInteger();
        workers.run(10, task -> runs.incrementAndGet());
        assertEquals(10, runs.get());
      }
  }

  private static void fail(int task, Throwable thrown) {
    if (task != 3) return;
    switch (thrown) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(thrown);
    }
  }

  /** All others have ended when run throws: nothing goes on writing into the caller's arrays. */
  @Test
  void waitsForTheOthersBeforeItThrows() {
    AtomicInteger running = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(2);
    Workers workers = new Workers(2);
    assertThrows(IllegalStateException.class, () -> workers.run(2, task -> {
      running.incrementAndGet();
      begun.countDown();
      await(begun);
      if (task == 0) {
        running.decrementAndGet();
        throw new IllegalStateException();
      }
      for (long until = System.nanoTime() + 50_000_000; System.nanoTime() < until;) Thread.onSpinWait();
      running.decrementAndGet();
    }));
    assertEquals(0, running.get());
  }

  @Test
  void nestedRunsEnd() {
    for (int threads : new int[]{1, 2, 3}) {
      Workers workers = new Workers(threads);
      AtomicInteger runs = new AtomicInteger();
      workers.run(6, i -> workers.run(5, j -> workers.run(4, k -> runs.incrementAndGet())));
      assertEquals(6 * 5 * 4, runs.get());
    }
  }

  @Test
  void manyCallersShareOnePool() {
    Workers workers = new Workers(3);
    AtomicInteger runs = new AtomicInteger();
    IntStream.range(0, 50).parallel().forEach(caller -> workers.run(20, task -> runs.incrementAndGet()));
    assertEquals(1000, runs.get());
  }

  @Test
  void wantsAThread() {
    assertEquals("Workers: at least 1 thread, not 0",
        assertThrows(IllegalArgumentException.class, () -> new Workers(0)).getMessage());
    assertEquals(3, new Workers(3).threads());
  }
}
