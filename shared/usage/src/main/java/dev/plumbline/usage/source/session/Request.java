package dev.plumbline.usage.source.session;

import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Fingerprint;

/**
 * What one line says about a request; several lines may speak about the same one.
 *
 * @param message which answer it is about
 * @param request which request brought the answer
 * @param sideChain whether the line stands in a side chain, which may replay its parent's answers
 * @param speed whether the line names the speed of the answer
 */
record Request(
    Fingerprint message, Fingerprint request, boolean sideChain, boolean speed, UsageEvent event) {}
