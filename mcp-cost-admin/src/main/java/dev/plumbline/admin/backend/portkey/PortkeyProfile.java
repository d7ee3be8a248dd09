package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.http.Abilities;

/** What Portkey can do. */
final class PortkeyProfile {
  private PortkeyProfile() {}

  static Profile of(String address, Edition edition) {
    Abilities all =
        new Abilities()
            .full(Ability.LIST_KEYS, Ability.REVOKE_KEY)
            .partly(
                Ability.CREATE_KEY,
                "Keys are service API keys that may make requests; the owner is kept in their"
                    + " default metadata, with texts of at most 128 characters; models and"
                    + " providers of a key cannot be kept.")
            .partly(
                Ability.UPDATE_KEY,
                "Name, owner, metadata and expiry; older installations cannot change the expiry.")
            .partly(
                Ability.ROTATE_KEY,
                "The old secret stays valid for at least 30 minutes; to end it at once, make a new"
                    + " key and revoke the old one.")
            .partly(Ability.ROTATION_GRACE, "At least 30 minutes.")
            .none(
                Ability.BLOCK_KEY,
                "Revoke the key and make a new one later, or give it a new secret, which ends the"
                    + " old one after 30 minutes.")
            .full(Ability.KEY_EXPIRY)
            .none(
                Ability.KEY_MODELS,
                "Allow models in the integration or the provider that the key's workspace uses, in"
                    + " Portkey's model catalog.")
            .partly(
                Ability.KEY_SPEND,
                "By UTC, as Portkey's analytics tell after some minutes; its plan must let the key"
                    + " see analytics; when a key was last used is unknown.");
    budgets(all);
    policies(all);
    return audit(all, edition).profile("Portkey", address);
  }

  private static void budgets(Abilities all) {
    all.partly(
            Ability.KEY_BUDGETS,
            "One budget a key, in whole dollars from $1, over a week from Sunday or a month of UTC,"
                + " or all time; it refuses at its limit and can tell at one percentage that is"
                + " a whole number of dollars. A key that used up its budget may stay shut after a"
                + " raise until its usage is reset in Portkey's console.")
        .partly(
            Ability.SHARED_BUDGETS,
            "As usage limit policies, which need Portkey Enterprise: of an organisation,"
                + " department, environment, project, task, user, model or every key, over a week"
                + " from Sunday or a month of UTC, or all time; policies with several conditions,"
                + " and those that the key may not see, are not listed.")
        .none(
            Ability.BUDGET_WARNINGS,
            "Give a higher budget that refuses, with a percentage at which Portkey tells.")
        .none(
            Ability.BUDGET_DEGRADE,
            "Let the budget refuse, and name a cheaper target on status 412 as a fallback in the"
                + " config that the application uses.")
        .none(
            Ability.BUDGET_EXTRAS,
            "Raise the budget with set_budget, and lower it again when the time is over.")
        .partly(
            Ability.RATE_LIMITS,
            "Requests and tokens a second, minute, hour, day or week of keys; a minute, hour, day"
                + " or week of others, as rate limit policies, which need Portkey Enterprise; none"
                + " for requests at the same time.");
  }

  private static void policies(Abilities all) {
    all.partly(
            Ability.ROUTES,
            "As configs: applications name the id shown in the header x-portkey-config instead of a"
                + " model; waits between attempts are Portkey's own; configs with conditions are"
                + " not listed.")
        .none(
            Ability.CIRCUIT_BREAKERS,
            "Set cb_config in the strategy of a config in Portkey's console; changes of its route"
                + " made here leave it as it is.")
        .partly(
            Ability.CACHE_POLICIES,
            "The cache belongs to a config, not to a task: name the id or the name of the config;"
                + " an answer is kept for at least 60 seconds, the similarity is always 0.95, and"
                + " nothing can be purged.")
        .none(
            Ability.CHECK, "Look at what is left of the budgets of the key and its owner instead.")
        .none(
            Ability.PREVIEW,
            "Import Portkey's log into a ledger, and look at the spend of the days.")
        .none(
            Ability.ALERTS,
            "Give budgets a percentage: Portkey then tells the alert_emails of the key, which its"
                + " own console sets.")
        .none(
            Ability.LEDGER,
            "Import Portkey's log into a ledger with 'plumbline import portkey-api'.");
  }

  private static Abilities audit(Abilities all, Edition edition) {
    return edition == Edition.SUCCESSOR
        ? all.none(Ability.AUDIT, "Every change made here is in the audit log of this server.")
        : all.partly(
            Ability.AUDIT,
            "Portkey Enterprise tells who did what in the last 30 days, but not what it was"
                + " before and after; every change made here is in the audit log of this server.");
  }
}
