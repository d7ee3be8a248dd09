/** Sends messages about alerts: by Slack, e-mail, webhook and Alertmanager. */
@NullMarked
package dev.plumbline.gateway.alert.channel;

import org.jspecify.annotations.NullMarked;
