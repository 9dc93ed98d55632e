package org.cb1network.engine.runner.spec;

/**
 * A mistake in a setting that its type does not exclude.
 *
 * @param key key of the setting
 */
public record SettingMistake(String key, String message, String hint) {}
