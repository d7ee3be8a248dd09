package dev.plumbline.usage.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One application of the organisation, with a key of its own.
 *
 * @param department null for what all share
 * @param perDay requests on a usual working day
 * @param models the first is used for the share of {@code firstModel}, the second for the rest
 * @param prefix tokens that each prompt begins with
 * @param prompt further input tokens, on average
 * @param answer output tokens, on average
 * @param promptCache whether the prefix is read from the provider's prompt cache
 * @param exactHits the share that our response cache answers as asked before; negative where
 *     requests go past it
 * @param semanticHits the share that it answers as asked before in other words
 */
record Workload(
    String key,
    @Nullable String department,
    String environment,
    String task,
    Rhythm rhythm,
    int perDay,
    List<Model> models,
    double firstModel,
    int prefix,
    int prompt,
    int answer,
    boolean promptCache,
    double exactHits,
    double semanticHits) {
  static final String LEAKING_KEY = "pl-finreports01";
  static final String SUMMARIES_KEY = "pl-suppsummar01";
  static final String SPIKING_KEY = "pl-mktdrafts001";

  private static final double PAST = -1;

  /** All of them. */
  static List<Workload> all() {
    return List.of(
        of("pl-engcode00001", "engineering", "development", "code", Rhythm.OFFICE, 520)
            .with(List.of(Model.SONNET, Model.GPT), 0.75, 42_000, 6_000, 2_100, true),
        of("pl-engreview001", "engineering", "staging", "code", Rhythm.OFFICE, 160)
            .with(List.of(Model.GPT, Model.GPT), 1, 14_000, 6_500, 1_100, false),
        of("pl-engindex0001", "engineering", "production", "embeddings", Rhythm.NIGHT, 260)
            .with(List.of(Model.EMBEDDING, Model.EMBEDDING), 1, 0, 4_000, 0, false),
        of("pl-suppchat0001", "support", "production", "chat", Rhythm.ALWAYS, 620)
            .with(List.of(Model.HAIKU, Model.GPT_MINI), 0.6, 3_600, 1_300, 420, false)
            .cached(0.12, 0.1),
        of(SUMMARIES_KEY, "support", "production", "summaries", Rhythm.ALWAYS, 300)
            .with(List.of(Model.GPT, Model.GPT), 1, 900, 8_800, 650, false),
        of("pl-suppclass001", "support", "production", "classification", Rhythm.ALWAYS, 260)
            .with(List.of(Model.GPT_MINI, Model.GPT_MINI), 1, 2_200, 700, 12, false),
        of(SPIKING_KEY, "marketing", "production", "chat", Rhythm.OFFICE, 240)
            .with(List.of(Model.SONNET, Model.FLASH), 0.55, 1_500, 5_200, 2_600, false)
            .cached(0.03, 0.03),
        of("pl-mktclass0001", "marketing", "production", "classification", Rhythm.OFFICE, 130)
            .with(List.of(Model.FLASH, Model.FLASH), 1, 2_200, 700, 12, false)
            .cached(0.2, 0.12),
        of("pl-fininvoice01", "finance", "production", "extraction", Rhythm.NIGHT, 320)
            .with(List.of(Model.GPT, Model.HAIKU), 0.7, 3_500, 9_500, 1_050, false),
        of(LEAKING_KEY, "finance", "production", "summaries", Rhythm.OFFICE, 90)
            .with(List.of(Model.SONNET, Model.SONNET), 1, 1_000, 9_000, 1_700, false),
        of("pl-platguard001", null, "production", "classification", Rhythm.ALWAYS, 110)
            .with(List.of(Model.GPT_MINI, Model.FLASH), 0.5, 500, 400, 8, false)
            .cached(0.08, 0));
  }

  private static Workload of(
      String key,
      @Nullable String department,
      String environment,
      String task,
      Rhythm rhythm,
      int perDay) {
    return new Workload(
        key, department, environment, task, rhythm, perDay, List.of(), 1, 0, 0, 0, false, PAST, 0);
  }

  private Workload with(
      List<Model> used,
      double first,
      int prefixTokens,
      int promptTokens,
      int answerTokens,
      boolean cache) {
    return new Workload(
        key,
        department,
        environment,
        task,
        rhythm,
        perDay,
        used,
        first,
        prefixTokens,
        promptTokens,
        answerTokens,
        cache,
        exactHits,
        semanticHits);
  }

  private Workload cached(double exact, double semantic) {
    return new Workload(
        key,
        department,
        environment,
        task,
        rhythm,
        perDay,
        models,
        firstModel,
        prefix,
        prompt,
        answer,
        promptCache,
        exact,
        semantic);
  }
}
