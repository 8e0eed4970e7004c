import type { FrameworkRow } from './row';

/** Places where a person talks to the program. One row per surface. */
export const CHAT_SURFACES: readonly FrameworkRow[] = [
  { kind: 'streamlit-app', workload: 'interactive', what: 'a Streamlit app', modules: ['streamlit'], wholeFile: true, takes: ['button', 'form_submit_button', 'text_input', 'chat_input', 'Page'], decorators: ['fragment', 'dialog'] },
  { kind: 'gradio-app', workload: 'interactive', what: 'a Gradio app', modules: ['gradio'], wholeFile: true, takes: ['Interface', 'ChatInterface', 'click', 'submit', 'change', 'then', 'success', 'load', 'select', 'upload', 'input', 'Button', 'on'] },
  { kind: 'chainlit-app', workload: 'interactive', what: 'a Chainlit app', modules: ['chainlit'], wholeFile: true, decorators: ['on_message', 'on_chat_start', 'action_callback', 'on_settings_update', 'on_audio_end', 'on_audio_chunk', 'step', 'on_chat_resume', 'set_starters'] },
  { kind: 'ui-app', workload: 'interactive', what: 'an app with a window', modules: ['tkinter', 'customtkinter', 'PyQt5', 'PyQt6', 'PySide2', 'PySide6', 'kivy', 'kivymd', 'nicegui', 'reflex', 'flet', 'textual', 'panel', 'dash', 'taipy', 'mesop', 'shiny', 'solara', 'pywebio', 'wx', 'PySimpleGUI', 'pygame', 'rumps', 'toga', 'dearpygui', 'h2o_wave', 'marvin_ui'], wholeFile: true },
  { kind: 'discord-bot', workload: 'interactive', what: 'a Discord bot', modules: ['discord', 'nextcord', 'disnake', 'interactions', 'hikari', 'lightbulb', 'discord.js', '@discordjs/builders', 'oceanic.js', 'eris', 'redbot', 'discordx', '@sapphire/framework'], decorators: ['event', 'command', 'hybrid_command', 'slash_command', 'listen', 'listener', 'context_menu', 'message_command', 'user_command', 'button', 'select', 'Slash', 'On', 'group'], takes: ['on', 'once', 'add_command'], bases: ['Client', 'Bot', 'Cog', 'GroupCog', 'View', 'Modal', 'Command', 'Listener', 'AutoShardedBot', 'AutoShardedClient', 'Extension'], parameterTypes: ['ChatInputCommandInteraction', 'CommandInteraction', 'Interaction', 'ModalSubmitInteraction', 'ButtonInteraction', 'Message', 'Context', 'ApplicationContext', 'MessageContextMenuCommandInteraction'], parameterNames: ['interaction', 'message', 'ctx'] },
  { kind: 'slack-bot', workload: 'interactive', what: 'a Slack bot', modules: ['slack_bolt', 'slack_sdk', 'slackbot', 'slackeventsapi', 'slack', '@slack/bolt', '@slack/events-api', '@slack/web-api'], decorators: ['event', 'message', 'command', 'action', 'shortcut', 'view', 'options', 'function', 'on', 'assistant', 'user_message', 'thread_started', 'respond_to', 'listen_to'], takes: ['event', 'message', 'command', 'action', 'shortcut', 'view', 'options', 'on', 'Assistant', 'function', 'userMessage'] },
  { kind: 'telegram-bot', workload: 'interactive', what: 'a Telegram bot', modules: ['telegram', 'telebot', 'aiogram', 'pyrogram', 'telethon', 'telegraf', 'grammy', 'node-telegram-bot-api', 'hydrogram', '@grammyjs/conversations'], decorators: ['message_handler', 'message', 'on_message', 'callback_query', 'callback_query_handler', 'on', 'inline_query', 'command', 'channel_post_handler', 'edited_message_handler', 'error_handler'], takes: ['CommandHandler', 'MessageHandler', 'CallbackQueryHandler', 'ConversationHandler', 'InlineQueryHandler', 'TypeHandler', 'command', 'on', 'onText', 'hears', 'action', 'use', 'start', 'register_message_handler', 'register_next_step_handler', 'register', 'add_event_handler', 'callbackQuery'], parameterTypes: ['Update', 'DEFAULT_TYPE', 'Message', 'CallbackContext', 'CallbackQuery'] },
  { kind: 'chat-bot', workload: 'interactive', what: 'a chat bot', modules: ['whatsapp-web.js', '@whiskeysockets/baileys', 'baileys', 'twilio', 'wechaty', 'botbuilder', 'botbuilder.core', 'linebot', '@line/bot-sdk', 'mattermostdriver', 'nio', 'matrix-bot-sdk', 'irc', 'twitchio', 'tmi.js', 'itchat', 'nonebot', 'nakuru', 'mirai', 'graia', 'vkbottle', 'zulip_bots', 'lark_oapi', 'errbot', 'koishi', '@microsoft/teams-ai', 'webexteamssdk', 'viber', 'pymessenger', 'werobot', 'wechatpy'], decorators: ['on_message', 'on_command', 'message', 'handle', 'event', 'command', 'add', 'botcmd', 'handler', 'text'], takes: ['on', 'once', 'onMessage', 'add_event_callback', 'onTurn', 'activity', 'auto_reply', 'run'], bases: ['ActivityHandler', 'TeamsActivityHandler', 'BotPlugin', 'Bot', 'Cog'], parameterTypes: ['TurnContext', 'Wechaty'] },
  { kind: 'voice-agent', workload: 'interactive', what: 'a voice agent', modules: ['livekit.agents', 'livekit', 'pipecat', 'vocode', 'speech_recognition', 'pyaudio', 'sounddevice', 'pyttsx3', 'pvporcupine', 'ask_sdk_core', 'ask-sdk-core', 'vapi', '@livekit/agents'], wholeFile: true },
  { kind: 'realtime', workload: 'interactive', what: 'a realtime session', modules: ['openai/beta/realtime/websocket', 'openai/realtime/websocket', 'openai/realtime/ws', '@openai/realtime-api-beta', '@openai/agents/realtime'], wholeFile: true },
  { kind: 'editor-extension', workload: 'interactive', what: 'an editor extension', modules: ['vscode', 'obsidian', 'sublime', 'sublime_plugin', 'pynvim', 'neovim', 'coc.nvim', 'atom', '@raycast/api', 'pygls', '@jupyterlab/application', 'jupyter_ai', 'IPython.core.magic', 'figma', 'albert', 'ulauncher'], wholeFile: true },
  { kind: 'desktop-app', workload: 'interactive', what: 'a desktop app', modules: ['electron', '@tauri-apps/api'], takes: ['handle', 'on', 'exposeInMainWorld', 'once'], wholeFile: true },
  { kind: 'mobile-app', workload: 'interactive', what: 'an app on a phone', modules: ['react-native', 'expo', 'expo-router'], wholeFile: true },
  { kind: 'terminal-app', workload: 'interactive', what: 'a terminal app', modules: ['ink', 'blessed', 'prompt_toolkit', 'cmd2', 'urwid', 'neo-blessed'], wholeFile: true },
  { kind: 'cmd-loop', workload: 'interactive', what: 'a command prompt', modules: ['cmd', 'cmd2'], bases: ['Cmd'] },
  { kind: 'keyboard-hook', workload: 'interactive', what: 'a hot key', modules: ['pynput', 'keyboard'], takes: ['add_hotkey', 'on_press', 'Listener', 'GlobalHotKeys'] },
];

/** Functions that ask a person at the terminal something, by package; an empty name: built in. */
export const PROMPTS: Readonly<Record<string, readonly string[]>> = {
  '': ['input', 'raw_input'],
  'rich.prompt': ['ask'],
  questionary: ['ask', 'unsafe_ask', 'ask_async'],
  inquirer: ['prompt'],
  '@inquirer/prompts': ['input', 'select', 'confirm', 'editor'],
  prompts: ['prompts', 'default'],
  enquirer: ['prompt'],
  '@clack/prompts': ['text', 'select', 'confirm', 'multiselect'],
  'readline-sync': ['question', 'prompt'],
  readline: ['question', 'prompt', 'on'],
  'node:readline': ['question', 'prompt', 'on'],
  'readline/promises': ['question'],
  'node:readline/promises': ['question'],
  prompt_toolkit: ['prompt', 'prompt_async'],
  typer: ['prompt', 'confirm'],
  click: ['prompt', 'confirm'],
};
