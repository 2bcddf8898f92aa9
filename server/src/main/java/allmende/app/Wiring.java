package allmende.app;

import allmende.files.Arrange;
import allmende.files.Browse;
import allmende.files.Check;
import allmende.files.Collector;
import allmende.files.Details;
import allmende.files.Files;
import allmende.files.Find;
import allmende.files.FolderLines;
import allmende.files.Folding;
import allmende.files.KeepingTimes;
import allmende.files.Links;
import allmende.files.Locks;
import allmende.files.Previews;
import allmende.files.Properties;
import allmende.files.Recent;
import allmende.files.Remembered;
import allmende.files.Search;
import allmende.files.Shares;
import allmende.files.Trash;
import allmende.files.TrashExpiry;
import allmende.files.Tree;
import allmende.files.TreeFigures;
import allmende.files.UploadExpiry;
import allmende.files.Uploads;
import allmende.files.VersionThinning;
import allmende.files.Versions;
import allmende.files.Visits;
import allmende.files.Ways;
import allmende.files.dav.DavEdge;
import allmende.files.http.ContentEdge;
import allmende.files.http.DetailRoutes;
import allmende.files.http.FindRoutes;
import allmende.files.http.NodeRoutes;
import allmende.files.http.PrivateLinks;
import allmende.files.http.RecentRoutes;
import allmende.files.http.ShareRoutes;
import allmende.files.http.TrashRoutes;
import allmende.files.http.VersionEdge;
import allmende.files.http.VisitRoutes;
import allmende.files.ocs.ClientRoutes;
import allmende.files.ocs.LockOcs;
import allmende.files.ocs.ShareOcs;
import allmende.identity.AccountId;
import allmende.identity.AppPasswords;
import allmende.identity.CheckedCredentials;
import allmende.identity.FirstAdministrator;
import allmende.identity.Gate;
import allmende.identity.Groups;
import allmende.identity.LinkPasswords;
import allmende.identity.LoginFlow;
import allmende.identity.PasswordCheck;
import allmende.identity.PasswordHash;
import allmende.identity.People;
import allmende.identity.Sessions;
import allmende.identity.Throttle;
import allmende.identity.http.AppPasswordRoutes;
import allmende.identity.http.GroupRoutes;
import allmende.identity.http.LoginFlowRoutes;
import allmende.identity.http.PeopleRoutes;
import allmende.identity.http.SessionRoutes;
import allmende.identity.ocs.Avatars;
import allmende.identity.ocs.GroupsOcs;
import allmende.identity.ocs.PeopleOcs;
import allmende.ledger.History;
import allmende.ledger.Ledger;
import allmende.ledger.http.HistoryRoutes;
import allmende.ledger.ocs.ActivityOcs;
import allmende.meetings.EngineRooms;
import allmende.meetings.LiveRooms;
import allmende.meetings.MeetingExpiry;
import allmende.meetings.MeetingKeys;
import allmende.meetings.MeetingMeters;
import allmende.meetings.Meetings;
import allmende.meetings.Webhooks;
import allmende.meetings.http.MediaStreams;
import allmende.meetings.http.MeetingRoutes;
import allmende.meetings.http.RoomRoutes;
import allmende.meetings.http.SignalRoutes;
import allmende.meetings.twirp.TwirpRoutes;
import allmende.platform.acme.Challenges;
import allmende.platform.acme.Renewal;
import allmende.platform.blobs.BlobStore;
import allmende.platform.database.Database;
import allmende.platform.database.Notices;
import allmende.platform.events.Dispatcher;
import allmende.platform.events.Events;
import allmende.platform.events.Readings;
import allmende.platform.http.Health;
import allmende.platform.http.HttpServer;
import allmende.platform.http.Metrics;
import allmende.platform.http.Pages;
import allmende.platform.jobs.Jobs;
import allmende.push.ChangeTeller;
import allmende.push.Push;
import allmende.push.Tokens;
import allmende.push.http.PushRoutes;
import allmende.sfu.Sfu;
import allmende.spaces.Spaces;
import allmende.spaces.http.SpaceRoutes;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Every object of the process, made here by constructor, top to bottom.
final class Wiring implements AutoCloseable {
  /// How often jobs look that are woken when there is something to do: for what a process left
  /// behind that ended before it could wake anybody.
  private static final Duration IDLE = Duration.ofSeconds(30);

  private static final Duration HOURLY = Duration.ofHours(1);

  /// Before the work of the hour begins after a start.
  private static final Duration PAUSE = Duration.ofSeconds(20);

  final People people;
  final AppPasswords appPasswords;
  final FirstAdministrator firstAdministrator;
  final MeetingKeys meetingKeys;
  final Groups groups;
  final Spaces spaces;
  final Tree tree;
  private final Settings settings;
  private final Database database;
  private final PrometheusMeterRegistry meters;
  private final Gate gate;
  private final PasswordCheck passwordCheck;
  private final Sessions sessions;
  private final LoginFlow loginFlow;
  private final BlobStore blobs;
  private final Readings readings;
  private final Files files;
  private final Clock clock;
  private final Ledger ledger;
  private final History history;
  private final Details details;
  private final Push push;
  private final Jobs jobs;
  private final Browse browse;
  private final Arrange arrange;
  private final Trash trash;
  private final Links links;
  private final Shares shares;
  private final Visits visits;
  private final Recent recent;
  private final Find find;
  private final Previews previews;
  private final Notices notices;
  private final Sfu sfu;
  private final LiveRooms rooms;
  private final Meetings meetings;
  private final Webhooks webhooks;
  private final Challenges challenges = new Challenges();
  private final Optional<Renewal> renewal;

  Wiring(Settings settings, Database database, BlobStore blobs, Clock clock) {
    this.settings = settings;
    this.database = database;
    this.meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Jdbi jdbi = database.jdbi();
    this.readings = new Readings(jdbi, clock, meters);
    Events events = new Events(readings);
    CheckedCredentials checked = new CheckedCredentials(clock);
    PasswordHash passwords = new PasswordHash();
    this.people = new People(jdbi, clock, passwords, checked, events);
    Throttle throttle = new Throttle(jdbi, clock);
    this.passwordCheck = new PasswordCheck(jdbi, passwords, throttle);
    this.appPasswords = new AppPasswords(jdbi, clock, checked, events);
    this.sessions = new Sessions(jdbi, clock, checked);
    this.gate = new Gate(jdbi, clock, checked, sessions, passwordCheck, throttle);
    this.firstAdministrator = new FirstAdministrator(jdbi, clock, people);
    this.loginFlow = new LoginFlow(jdbi, clock, appPasswords);
    this.groups = new Groups(jdbi, events);
    this.spaces = new Spaces(jdbi, clock, people, groups, events);
    this.blobs = blobs;
    this.clock = clock;
    SecureRandom random = new SecureRandom();
    Ways ways = new Ways(jdbi, clock, spaces, people, groups);
    this.tree =
        new Tree(
            jdbi,
            clock,
            random,
            ways,
            blobs,
            events,
            new Remembered(settings.database().embedded()));
    this.browse = new Browse(jdbi, clock, ways);
    this.trash = new Trash(jdbi, clock, random, ways, events);
    LinkPasswords linkPasswords = new LinkPasswords(passwords, throttle, clock);
    this.links = new Links(jdbi, clock, random, ways, linkPasswords, events);
    this.shares = new Shares(jdbi, clock, random, ways, people, groups, events);
    this.visits = new Visits(jdbi, ways, people, linkPasswords);
    this.arrange = new Arrange(jdbi, ways, tree);
    this.recent = new Recent(jdbi, ways);
    this.find = new Find(jdbi, ways);
    this.files =
        new Files(
            tree,
            browse,
            new Uploads(jdbi, blobs, tree),
            new Locks(jdbi, clock, random, ways, events, settings.longestLock()),
            new Properties(jdbi, clock, random, ways, events),
            new Search(jdbi, clock, random, ways, events),
            trash,
            new Versions(jdbi, clock, random, ways, events),
            links,
            arrange);
    this.previews =
        new Previews(
            blobs,
            settings.data().resolve("previews"),
            settings.previews().room(),
            settings.previews().atOnce(),
            clock);
    this.ledger = new Ledger(jdbi);
    this.history = new History(jdbi, spaces, new LedgerSight(browse));
    this.details = new Details(jdbi, ways);
    this.push = new Push(ways::lead, new FolderLines(jdbi)::ids, meters);
    this.meetingKeys = new MeetingKeys(jdbi, clock, random);
    this.webhooks =
        new Webhooks(
            settings.meetings().webhooks(), settings.meetings().webhookKey(), meetingKeys, clock);
    this.sfu = new Sfu(meetingKeys, settings.meetings().media(), clock, webhooks);
    this.rooms = new EngineRooms(sfu);
    this.meetings = new Meetings(jdbi, clock, random, events, rooms, meetingKeys);
    new MeetingMeters(sfu, clock, meters);
    this.jobs = new Jobs(jdbi, meters);
    this.renewal = settings.acme().map(acme -> new Renewal(acme, challenges, clock));
    addJobs(jdbi, events, settings.keeping());
    this.notices = database.notices();
    notices.hear(
        "allmende_accounts",
        id -> {
          checked.forget(new AccountId(Long.parseLong(id)));
          push.end(new AccountId(Long.parseLong(id)));
        },
        checked::forgetAll);
    Runnable others =
        () -> {
          spaces.forget();
          ways.forget();
        };
    notices.hear("allmende_spaces", _ -> others.run(), others);
    notices.hear(
        "allmende_received",
        account -> {
          ways.forget();
          if (account.isEmpty()) {
            push.missed();
          } else {
            push.changed(new AccountId(Long.parseLong(account)));
          }
        },
        ways::forget);
    notices.hear(ChangeTeller.CHANNEL, push::heard, push::missed);
  }

  /// Names this installation.
  String instance() {
    return tree.instance();
  }

  /// Looks whether everything is as it should be.
  Check check() {
    return new Check(database.jdbi(), clock, blobs, spaces, settings.keeping().unused());
  }

  /// Begins what goes on in the background.
  void begin() {
    notices.start();
    jobs.start();
  }

  private void addJobs(Jdbi jdbi, Events events, KeepingTimes keeping) {
    Runnable dispatch =
        jobs.add(
            "events",
            IDLE,
            Duration.ofMillis(250),
            new Dispatcher(jdbi, List.of(ledger, recent, new ChangeTeller())));
    events.onCommit(dispatch);
    readings.onCommit(dispatch);
    events.onCommit(jobs.add("folding", IDLE, Duration.ofSeconds(1), new Folding(jdbi)));
    jobs.add(
        "collector",
        HOURLY,
        PAUSE,
        new Collector(jdbi, clock, blobs, keeping.unused(), previews::forget, meters));
    jobs.add("versions", HOURLY, PAUSE, new VersionThinning(jdbi, clock, events));
    jobs.add("trash", HOURLY, PAUSE, new TrashExpiry(jdbi, clock, events, keeping.trash()));
    renewal.ifPresent(
        job -> jobs.add("certificate", Duration.ofMinutes(1), Duration.ofSeconds(1), job));
    jobs.add(
        "meetings",
        HOURLY,
        PAUSE,
        new MeetingExpiry(jdbi, clock, events, rooms, settings.meetings().linksKept()));
    jobs.add("uploads", HOURLY, PAUSE, new UploadExpiry(jdbi, clock, events, keeping.uploads()));
  }

  /// The server, not yet started.
  HttpServer server() {
    DavEdge dav = new DavEdge(gate, files, visits, blobs, clock, tree.instance());
    ContentEdge contents =
        new ContentEdge(gate, visits, tree, browse, arrange, trash, previews, blobs);
    VersionEdge earlier = new VersionEdge(gate, browse, files.versions(), blobs);
    Pages pages = new Pages();
    PrivateLinks links = new PrivateLinks(gate, browse, pages);
    renewal.ifPresent(Renewal::prepare);
    return new HttpServer(
            settings.http(),
            meters,
            List.of(challenges, dav, contents, earlier, links, pages),
            this::routes)
        .beside(new MediaStreams(sfu));
  }

  @Override
  public void close() {
    sfu.close();
    webhooks.close();
    previews.close();
    jobs.close();
    notices.close();
    push.close();
    readings.close();
    meters.close();
    database.close();
  }

  private void routes(RoutesConfig routes) {
    new Health(Map.of("database", database::answers)).routes(routes);
    new Metrics(meters, settings.http().metricsToken()).routes(routes);
    new SessionRoutes(gate, passwordCheck, sessions, firstAdministrator).add(routes);
    new PeopleRoutes(gate, people, passwordCheck).add(routes);
    new AppPasswordRoutes(gate, appPasswords).add(routes);
    new LoginFlowRoutes(gate, loginFlow).add(routes);
    new GroupRoutes(gate, people, groups).add(routes);
    new SpaceRoutes(gate, people, groups, spaces, new TreeFigures(tree)).add(routes);
    new NodeRoutes(gate, browse, arrange).add(routes);
    new ShareRoutes(gate, people, groups, links, shares).add(routes);
    new VisitRoutes(visits, browse, arrange).add(routes);
    new ShareOcs(gate, people, groups, tree, links, shares).add(routes);
    new RecentRoutes(gate, recent).add(routes);
    new FindRoutes(gate, find, people, spaces, new TreeFigures(tree)).add(routes);
    new TrashRoutes(gate, people, trash).add(routes);
    new PushRoutes(gate, push, new Tokens(database.jdbi(), clock)).add(routes);
    new ClientRoutes(gate, spaces, tree).add(routes);
    new LockOcs(gate, files).add(routes);
    new PeopleOcs(gate, people, groups, appPasswords).add(routes);
    new GroupsOcs(gate, people, groups).add(routes);
    new Avatars(gate, people).add(routes);
    new ActivityOcs(gate, people, spaces, ledger).add(routes);
    new DetailRoutes(gate, people, groups, details, files.versions()).add(routes);
    new HistoryRoutes(gate, people, history).add(routes);
    new MeetingRoutes(gate, meetings).add(routes);
    new RoomRoutes(gate, sfu).add(routes);
    new SignalRoutes(sfu, meetings::opens).add(routes);
    new TwirpRoutes(sfu).add(routes);
  }
}
