package dev.plumbline.sonarqube.sonar;

/** One SonarQube server. Making it connects to nothing and checks nothing. Thread-safe. */
public final class SonarQube {
  private final SonarQubeOptions options;
  private final ServerClient server;
  private final ProjectsClient projects;
  private final IssuesClient issues;
  private final MeasuresClient measures;
  private final AnalysesClient analyses;
  private final QualityGatesClient qualityGates;
  private final HotspotsClient hotspots;
  private final RulesClient rules;
  private final SourcesClient sources;
  private final BackgroundTasksClient backgroundTasks;
  private final CommercialClient commercial;
  private final WebhooksClient webhooks;
  private final SystemClient system;
  private final QualityProfilesClient qualityProfiles;
  private final DuplicationsClient duplications;
  private final IssueChangesClient issueChanges;
  private final UsersClient users;
  private final FilesClient files;

  public SonarQube(SonarQubeOptions options) {
    this.options = options;
    server = new ServerClient(options);
    projects = new ProjectsClient(server);
    issues = new IssuesClient(server);
    measures = new MeasuresClient(server);
    analyses = new AnalysesClient(server);
    qualityGates = new QualityGatesClient(server);
    rules = new RulesClient(server);
    hotspots = new HotspotsClient(server, rules);
    sources = new SourcesClient(server);
    backgroundTasks = new BackgroundTasksClient(server);
    commercial = new CommercialClient(server);
    webhooks = new WebhooksClient(server);
    system = new SystemClient(server);
    qualityProfiles = new QualityProfilesClient(server);
    duplications = new DuplicationsClient(server);
    issueChanges = new IssueChangesClient(server);
    users = new UsersClient(server);
    files = new FilesClient(server);
  }

  /** How it is reached. */
  public SonarQubeOptions options() {
    return options;
  }

  /** Version, mode and metrics. */
  public ServerClient server() {
    return server;
  }

  /** Projects, branches and pull requests. */
  public ProjectsClient projects() {
    return projects;
  }

  /** Issues. */
  public IssuesClient issues() {
    return issues;
  }

  /** Measures. */
  public MeasuresClient measures() {
    return measures;
  }

  /** Past analyses. */
  public AnalysesClient analyses() {
    return analyses;
  }

  /** Quality gates. */
  public QualityGatesClient qualityGates() {
    return qualityGates;
  }

  /** Security hotspots. */
  public HotspotsClient hotspots() {
    return hotspots;
  }

  /** Rules. */
  public RulesClient rules() {
    return rules;
  }

  /** Source code. */
  public SourcesClient sources() {
    return sources;
  }

  /** Background tasks. */
  public BackgroundTasksClient backgroundTasks() {
    return backgroundTasks;
  }

  /** Files. */
  public FilesClient files() {
    return files;
  }

  /** Users. */
  public UsersClient users() {
    return users;
  }

  /** Changes of issues. */
  public IssueChangesClient issueChanges() {
    return issueChanges;
  }

  /** Duplicated code. */
  public DuplicationsClient duplications() {
    return duplications;
  }

  /** Quality profiles. */
  public QualityProfilesClient qualityProfiles() {
    return qualityProfiles;
  }

  /** The server itself. */
  public SystemClient system() {
    return system;
  }

  /** Webhooks. */
  public WebhooksClient webhooks() {
    return webhooks;
  }

  /** What only commercial editions have. */
  public CommercialClient commercial() {
    return commercial;
  }
}
