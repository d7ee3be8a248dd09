package dev.plumbline.admin.backend.openrouter;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.http.Abilities;

/** What OpenRouter can do. */
final class OpenRouterProfile {
  private static final String GATEWAY =
      "Put the gateway of Plumbline before OpenRouter, which can do this.";

  private OpenRouterProfile() {}

  static Profile of(String address) {
    return new Abilities()
        .full(Ability.LIST_KEYS, Ability.BLOCK_KEY, Ability.REVOKE_KEY)
        .partly(
            Ability.CREATE_KEY,
            "The owner is kept in the name of the key, as in 'shop [department=marketing]';"
                + " metadata, models and providers of a key cannot be kept.")
        .partly(
            Ability.UPDATE_KEY,
            "Name and owner can be changed; the expiry stays as the key was made.")
        .partly(
            Ability.KEY_EXPIRY,
            "The expiry is set when a key is made and cannot be changed afterwards.")
        .partly(
            Ability.KEY_SPEND,
            "Days, weeks from Monday and months are those of UTC; what was paid with keys of"
                + " one's own at providers is not included, nor when the key was last used.")
        .partly(
            Ability.KEY_BUDGETS,
            "One budget a key, which refuses at its limit; over a day, a week from Monday or a"
                + " month of UTC, or all time; no percentages to be told at.")
        .none(
            Ability.ROTATE_KEY,
            "Make a new key with the same plan, move the application to it, and revoke the old"
                + " one.")
        .none(
            Ability.ROTATION_GRACE,
            "Make a new key beside the old one, and revoke the old one when it is no longer used.")
        .none(
            Ability.KEY_MODELS,
            "Allow models with a guardrail in OpenRouter's own settings, or put the gateway of"
                + " Plumbline before it.")
        .none(
            Ability.SHARED_BUDGETS,
            "Budget the keys of the department, environment, task or user one by one.")
        .none(
            Ability.BUDGET_WARNINGS,
            "Leave the key without a budget and watch its spend, or set a higher budget.")
        .none(Ability.BUDGET_DEGRADE, GATEWAY)
        .none(Ability.BUDGET_EXTRAS, "Raise the budget, and lower it again when the time is over.")
        .none(
            Ability.RATE_LIMITS,
            "OpenRouter limits by account and model only; put the gateway of Plumbline before it"
                + " for limits of your own.")
        .none(
            Ability.ROUTES,
            "List several models in the request itself (field 'models'), which OpenRouter tries in"
                + " their order, or put the gateway of Plumbline before it.")
        .none(
            Ability.CIRCUIT_BREAKERS,
            "Nothing has to be done: OpenRouter itself prefers providers that work.")
        .none(Ability.CACHE_POLICIES, GATEWAY)
        .none(Ability.CHECK, "Look at what is left of the key's budget instead.")
        .none(Ability.PREVIEW, "Import OpenRouter's activity into a ledger, and look at the spend.")
        .none(
            Ability.ALERTS, "Look at how budgets stand on a schedule of your own, or " + gateway())
        .none(
            Ability.LEDGER,
            "Import OpenRouter's activity into a ledger with 'plumbline import openrouter-api'.")
        .none(Ability.AUDIT, "Every change made here is in the audit log of this server.")
        .profile("OpenRouter", address);
  }

  private static String gateway() {
    return "put the gateway of Plumbline before OpenRouter.";
  }
}
