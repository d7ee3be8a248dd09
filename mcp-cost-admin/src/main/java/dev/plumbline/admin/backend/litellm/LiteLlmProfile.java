package dev.plumbline.admin.backend.litellm;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.http.Abilities;

/** What a LiteLLM proxy can do. */
final class LiteLlmProfile {
  private LiteLlmProfile() {}

  static Profile of(String address) {
    return new Abilities()
        .full(Ability.LIST_KEYS, Ability.UPDATE_KEY, Ability.BLOCK_KEY, Ability.REVOKE_KEY)
        .partly(
            Ability.CREATE_KEY,
            "Names of keys must differ from each other; a key with a department joins the team of"
                + " that name, which is made when there is none; providers of a key cannot be"
                + " kept.")
        .partly(
            Ability.ROTATE_KEY,
            "Only with LiteLLM Enterprise; the id of the key changes with its secret. Without it,"
                + " make a new key, move the application, and revoke the old one.")
        .partly(Ability.ROTATION_GRACE, "Only with LiteLLM Enterprise.")
        .partly(
            Ability.KEY_EXPIRY,
            "To the second; to let a key live for ever again needs a version of LiteLLM that"
                + " knows the duration -1.")
        .partly(
            Ability.KEY_MODELS,
            "Names of models and groups of the proxy; a star only for all of a provider, as in"
                + " 'openai/*'.")
        .partly(
            Ability.KEY_SPEND,
            "Days are those of UTC; the total is unknown for a key whose budget resets, as"
                + " LiteLLM then starts it anew, and so is when a key was last used.")
        .partly(
            Ability.KEY_BUDGETS,
            "One that refuses and one that warns a key, both over the same time: an hour, day,"
                + " week, month or all time, which LiteLLM resets by its own time zone, UTC unless"
                + " set otherwise; versions before 2025 count 7 and 30 days from when the budget"
                + " was set; no percentages to be told at.")
        .partly(
            Ability.SHARED_BUDGETS,
            "Departments (teams) and users; a key in a department does not count for the budget"
                + " of its user.")
        .partly(
            Ability.BUDGET_WARNINGS,
            "As soft budgets of keys, in versions of LiteLLM that can change them; LiteLLM sends"
                + " the warning where its alerting is set up.")
        .none(
            Ability.BUDGET_DEGRADE,
            "Let the budget refuse, and name a cheaper model as a fallback in the application or in"
                + " LiteLLM's router settings.")
        .none(
            Ability.BUDGET_EXTRAS,
            "Raise the budget with set_budget, and lower it again when the time is over.")
        .partly(
            Ability.RATE_LIMITS,
            "Requests and tokens a minute of keys, departments (teams) and users; requests at the"
                + " same time of keys and users.")
        .partly(
            Ability.ROUTES,
            "They can be read; to change them, edit model_list in the proxy's configuration or its"
                + " Models page, as targets need credentials.")
        .none(
            Ability.CIRCUIT_BREAKERS,
            "Set allowed_fails and cooldown_time among router_settings in the proxy's"
                + " configuration.")
        .none(
            Ability.CACHE_POLICIES,
            "Set cache and cache_params among litellm_settings in the proxy's configuration.")
        .none(Ability.CHECK, "Look at what is left of the budgets of key, team and user instead.")
        .none(
            Ability.PREVIEW,
            "Import LiteLLM's spend logs into a ledger, and look at the spend of the days.")
        .none(
            Ability.ALERTS,
            "Set alerting and alerting_threshold among general_settings of the proxy's"
                + " configuration: Slack is told of budgets, slow and failing requests.")
        .none(
            Ability.LEDGER,
            "Import LiteLLM's spend logs into a ledger with 'plumbline import litellm-api'.")
        .none(
            Ability.AUDIT,
            "Every change made here is in the audit log of this server; LiteLLM Enterprise keeps"
                + " one of its own, on its page Audit Logs.")
        .profile("LiteLLM", address);
  }
}
