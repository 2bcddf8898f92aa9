package allmende.platform.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class JobsTest {
  private static final Duration NEVER = Duration.ofDays(1);
  private static final Duration SOON = Duration.ofMillis(1);

  private final Jdbi jdbi = TestDatabase.jdbi();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void aJobComesRoundAndCanBeWoken() throws Exception {
    Semaphore rounds = new Semaphore(0);
    try (Jobs jobs = new Jobs(jdbi, meters)) {
      Runnable wake = jobs.add("woken", NEVER, SOON, () -> done(rounds));
      assertFalse(rounds.tryAcquire(), "nothing runs before the start");
      jobs.start();
      assertTrue(rounds.tryAcquire(10, TimeUnit.SECONDS));
      wake.run();
      assertTrue(rounds.tryAcquire(10, TimeUnit.SECONDS));
    }
    assertEquals(0, rounds.availablePermits());
    assertTrue(meters.get("allmende.job.runs").tag("job", "woken").counter().count() >= 1);
  }

  @Test
  void aJobWithMoreToDoComesRoundAtOnce() throws Exception {
    Semaphore rounds = new Semaphore(0);
    AtomicInteger left = new AtomicInteger(4);
    try (Jobs jobs = new Jobs(jdbi, meters)) {
      jobs.add(
          "more",
          NEVER,
          SOON,
          () -> {
            rounds.release();
            return left.decrementAndGet() > 0 ? Job.Left.MORE : Job.Left.NOTHING;
          });
      jobs.start();
      assertTrue(rounds.tryAcquire(4, 10, TimeUnit.SECONDS));
    }
    assertEquals(0, rounds.availablePermits());
  }

  @Test
  void aFailureIsCountedAndTheJobGoesOn() throws Exception {
    Semaphore rounds = new Semaphore(0);
    AtomicBoolean failed = new AtomicBoolean();
    try (Jobs jobs = new Jobs(jdbi, meters)) {
      Runnable wake =
          jobs.add(
              "failing",
              NEVER,
              SOON,
              () -> {
                if (failed.compareAndSet(false, true)) {
                  throw new IllegalStateException("as planned");
                }
                return done(rounds);
              });
      jobs.start();
      wake.run();
      assertTrue(rounds.tryAcquire(10, TimeUnit.SECONDS));
    }
    assertEquals(1, meters.get("allmende.job.failures").tag("job", "failing").counter().count());
  }

  @Test
  void ofTwoProcessesOnlyOneDoesAJobAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Semaphore rounds = new Semaphore(0);
    Job job =
        () -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          Thread.sleep(5);
          inside.decrementAndGet();
          return done(rounds);
        };
    try (Jobs one = new Jobs(jdbi, meters);
        Jobs other = new Jobs(jdbi, new SimpleMeterRegistry())) {
      one.add("shared", SOON, SOON, job);
      other.add("shared", SOON, SOON, job);
      one.start();
      other.start();
      assertTrue(rounds.tryAcquire(30, 20, TimeUnit.SECONDS));
    }
    assertEquals(1, most.get());
  }

  @Test
  void jobsThatHaveTimeTakeTurnsAndHoldUpNoOthers() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    Semaphore slow = new Semaphore(0);
    Semaphore quick = new Semaphore(0);
    try (Jobs jobs = new Jobs(jdbi, meters)) {
      Runnable wake = jobs.add("other", NEVER, SOON, () -> done(slow));
      jobs.add(
          "long",
          NEVER,
          SOON,
          () -> {
            inside.countDown();
            finish.await();
            return Job.Left.NOTHING;
          });
      jobs.add("quick", SOON, SOON, () -> done(quick));
      jobs.start();
      assertTrue(inside.await(10, TimeUnit.SECONDS));
      slow.drainPermits();
      wake.run();
      assertTrue(quick.tryAcquire(5, 10, TimeUnit.SECONDS));
      assertFalse(slow.tryAcquire(2, 200, TimeUnit.MILLISECONDS));
      finish.countDown();
      assertTrue(slow.tryAcquire(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void whatOneProcessWasWokenForIsDoneEvenIfAnotherHadTheJobJustThen() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    Semaphore rounds = new Semaphore(0);
    try (Jobs one = new Jobs(jdbi, meters);
        Jobs other = new Jobs(jdbi, new SimpleMeterRegistry())) {
      one.add(
          "owed",
          NEVER,
          SOON,
          () -> {
            busy.countDown();
            finish.await();
            return Job.Left.NOTHING;
          });
      Runnable wake = other.add("owed", NEVER, SOON, () -> done(rounds));
      one.start();
      assertTrue(busy.await(10, TimeUnit.SECONDS));
      wake.run();
      other.start();
      assertFalse(rounds.tryAcquire(200, TimeUnit.MILLISECONDS));
      finish.countDown();
      assertTrue(rounds.tryAcquire(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void closingInterruptsWhatIsUnderWayAndLeavesNoLock() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Jobs jobs = new Jobs(jdbi, meters);
    jobs.add(
        "long",
        NEVER,
        SOON,
        () -> {
          inside.countDown();
          try {
            Thread.sleep(Duration.ofMinutes(10));
          } finally {
            ended.set(true);
          }
          return Job.Left.NOTHING;
        });
    jobs.start();
    assertTrue(inside.await(10, TimeUnit.SECONDS));
    jobs.close();
    assertTrue(ended.get());
    long locks =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    "select count(*) from pg_locks l join pg_database d on d.oid = l.database"
                        + " where locktype = 'advisory' and datname = current_database()")
                .mapTo(Long.class)
                .one());
    assertEquals(0, locks);
  }

  private static Job.Left done(Semaphore rounds) {
    rounds.release();
    return Job.Left.NOTHING;
  }
}
