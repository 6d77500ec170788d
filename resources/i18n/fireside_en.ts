<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Activity</name>
    <message numerus="yes">
        <source>Waiting: %Ln answer(s) come first</source>
        <translation>
            <numerusform>Waiting: %Ln answer comes first</numerusform>
            <numerusform>Waiting: %Ln answers come first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChatDeeds</name>
    <message numerus="yes">
        <source>%Ln chat(s) archived.</source>
        <translation>
            <numerusform>%Ln chat archived.</numerusform>
            <numerusform>%Ln chats archived.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) taken out of the archive.</source>
        <translation>
            <numerusform>%Ln chat taken out of the archive.</numerusform>
            <numerusform>%Ln chats taken out of the archive.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) taken out of all folders.</source>
        <translation>
            <numerusform>%Ln chat taken out of all folders.</numerusform>
            <numerusform>%Ln chats taken out of all folders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) moved to “{folder}”.</source>
        <translation>
            <numerusform>%Ln chat moved to “{folder}”.</numerusform>
            <numerusform>%Ln chats moved to “{folder}”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChatListView</name>
    <message numerus="yes">
        <source>%Ln chat(s)</source>
        <translation>
            <numerusform>%Ln chat</numerusform>
            <numerusform>%Ln chats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChatSearchPanel</name>
    <message numerus="yes">
        <source>%n chat(s)</source>
        <translation>
            <numerusform>%n chat</numerusform>
            <numerusform>%n chats</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareWords</name>
    <message numerus="yes">
        <source>The same for %Ln token(s)</source>
        <translation>
            <numerusform>The same for %Ln token</numerusform>
            <numerusform>The same for %Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The same for %Ln word(s)</source>
        <translation>
            <numerusform>The same for %Ln word</numerusform>
            <numerusform>The same for %Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The same for %Ln character(s)</source>
        <translation>
            <numerusform>The same for %Ln character</numerusform>
            <numerusform>The same for %Ln characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContextWords</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln token(s)</source>
        <translation>
            <numerusform>about %Ln token</numerusform>
            <numerusform>about %Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model first writes a summary of the %Ln oldest message(s) ({tokens} tokens). All of them stay in the chat.</source>
        <translation>
            <numerusform>The model first writes a summary of the %Ln oldest message ({tokens} tokens). It stays in the chat.</numerusform>
            <numerusform>The model first writes a summary of the %Ln oldest messages ({tokens} tokens). All of them stay in the chat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) in the middle ({tokens} tokens) are left out. They stay in the chat.</source>
        <translation>
            <numerusform>%Ln message in the middle ({tokens} tokens) is left out. It stays in the chat.</numerusform>
            <numerusform>%Ln messages in the middle ({tokens} tokens) are left out. They stay in the chat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln oldest message(s) ({tokens} tokens) are left out. They stay in the chat.</source>
        <translation>
            <numerusform>The %Ln oldest message ({tokens} tokens) is left out. It stays in the chat.</numerusform>
            <numerusform>The %Ln oldest messages ({tokens} tokens) are left out. They stay in the chat.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln earlier messages left out</source>
        <translation>
            <numerusform>%Ln earlier message left out</numerusform>
            <numerusform>%Ln earlier messages left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) left</source>
        <translation>
            <numerusform>%Ln day left</numerusform>
            <numerusform>%Ln days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln download(s)</source>
        <translation>
            <numerusform>%Ln download</numerusform>
            <numerusform>%Ln downloads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln like(s)</source>
        <translation>
            <numerusform>%Ln like</numerusform>
            <numerusform>%Ln likes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more problem(s).</source>
        <translation>
            <numerusform>%Ln more problem.</numerusform>
            <numerusform>%Ln more problems.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashCard</name>
    <message numerus="yes">
        <source>%Ln report(s) kept</source>
        <translation>
            <numerusform>%Ln report kept</numerusform>
            <numerusform>%Ln reports kept</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataWords</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s)</source>
        <translation>
            <numerusform>%Ln chat</numerusform>
            <numerusform>%Ln chats</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) in the trash</source>
        <translation>
            <numerusform>%Ln chat in the trash</numerusform>
            <numerusform>%Ln chats in the trash</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceWords</name>
    <message numerus="yes">
        <source>%Ln layer(s) of the model are on the GPU.</source>
        <translation>
            <numerusform>%Ln layer of the model is on the GPU.</numerusform>
            <numerusform>%Ln layers of the model are on the GPU.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiscoverWords</name>
    <message numerus="yes">
        <source>%Ln download(s)</source>
        <translation>
            <numerusform>%Ln download</numerusform>
            <numerusform>%Ln downloads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln like(s)</source>
        <translation>
            <numerusform>%Ln like</numerusform>
            <numerusform>%Ln likes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DownloadButton</name>
    <message numerus="yes">
        <source>%Ln download(s), {number}% done</source>
        <translation>
            <numerusform>%Ln download, {number}% done</numerusform>
            <numerusform>%Ln downloads, {number}% done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DownloadWords</name>
    <message numerus="yes">
        <source>%Ln unfinished download(s) that nobody came back for were deleted.</source>
        <translation>
            <numerusform>%Ln unfinished download that nobody came back for was deleted.</numerusform>
            <numerusform>%Ln unfinished downloads that nobody came back for were deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln download(s) of an earlier time could not be read.</source>
        <translation>
            <numerusform>%Ln download of an earlier time could not be read.</numerusform>
            <numerusform>%Ln downloads of an earlier time could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) left</source>
        <translation>
            <numerusform>%Ln minute left</numerusform>
            <numerusform>%Ln minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s) left</source>
        <translation>
            <numerusform>%Ln hour left</numerusform>
            <numerusform>%Ln hours left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DraftChip</name>
    <message numerus="yes">
        <source>%Ln example(s)</source>
        <translation>
            <numerusform>%Ln example</numerusform>
            <numerusform>%Ln examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditorFoot</name>
    <message numerus="yes">
        <source>%Ln token(s) with {model}</source>
        <translation>
            <numerusform>%Ln token with {model}</numerusform>
            <numerusform>%Ln tokens with {model}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln token(s); a loaded model counts exactly</source>
        <translation>
            <numerusform>about %Ln token; a loaded model counts exactly</numerusform>
            <numerusform>about %Ln tokens; a loaded model counts exactly</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmptyTemplates</name>
    <message numerus="yes">
        <source>Templates that you delete stay here for %n day(s).</source>
        <translation>
            <numerusform>Templates that you delete stay here for %n day.</numerusform>
            <numerusform>Templates that you delete stay here for %n days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>Export %n template(s)</source>
        <translation>
            <numerusform>Export %n template</numerusform>
            <numerusform>Export %n templates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) written. This is what the format does not hold:</source>
        <translation>
            <numerusform>%n template written. This is what the format does not hold:</numerusform>
            <numerusform>%n templates written. This is what the format does not hold:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln chat(s)</source>
        <translation>
            <numerusform>Export %Ln chat</numerusform>
            <numerusform>Export %Ln chats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileWords</name>
    <message numerus="yes">
        <source>%Ln characters</source>
        <translation>
            <numerusform>%Ln character</numerusform>
            <numerusform>%Ln characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message numerus="yes">
        <source>%n more message(s) in this chat</source>
        <translation>
            <numerusform>%n more message in this chat</numerusform>
            <numerusform>%n more messages in this chat</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message numerus="yes">
        <source>After %Ln minute(s)</source>
        <translation>
            <numerusform>After %Ln minute</numerusform>
            <numerusform>After %Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) read so far</source>
        <translation>
            <numerusform>%n template read so far</numerusform>
            <numerusform>%n templates read so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) done so far</source>
        <translation>
            <numerusform>%n template done so far</numerusform>
            <numerusform>%n templates done so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new template(s)</source>
        <translation>
            <numerusform>%n new template</numerusform>
            <numerusform>%n new templates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Here already: %n template(s)</source>
        <translation>
            <numerusform>Here already: %n template</numerusform>
            <numerusform>Here already: %n templates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added: %n template(s)</source>
        <translation>
            <numerusform>Added: %n template</numerusform>
            <numerusform>Added: %n templates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added as a new version: %n template(s)</source>
        <translation>
            <numerusform>Added as a new version: %n template</numerusform>
            <numerusform>Added as a new version: %n templates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out, since their names are taken: %n template(s)</source>
        <translation>
            <numerusform>Left out, since their names are taken: %n template</numerusform>
            <numerusform>Left out, since their names are taken: %n templates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InputsPanel</name>
    <message numerus="yes">
        <source>%Ln input(s) imported.</source>
        <translation>
            <numerusform>%Ln input imported.</numerusform>
            <numerusform>%Ln inputs imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more line(s) were left out.</source>
        <translation>
            <numerusform>%Ln more line were left out.</numerusform>
            <numerusform>%Ln more lines were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryDeeds</name>
    <message numerus="yes">
        <source>%n template(s) moved to the trash.</source>
        <translation>
            <numerusform>%n template moved to the trash.</numerusform>
            <numerusform>%n templates moved to the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryTab</name>
    <message numerus="yes">
        <source>%Ln model(s), {size}</source>
        <translation>
            <numerusform>%Ln model, {size}</numerusform>
            <numerusform>%Ln models, {size}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MoveInWords</name>
    <message numerus="yes">
        <source>%Ln chat(s) done so far</source>
        <translation>
            <numerusform>%Ln chat done so far</numerusform>
            <numerusform>%Ln chats done so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{program} (%n chat(s))</source>
        <translation>
            <numerusform>{program} (%n chat)</numerusform>
            <numerusform>{program} (%n chats)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) read so far</source>
        <translation>
            <numerusform>%Ln chat read so far</numerusform>
            <numerusform>%Ln chats read so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>here, with %Ln message(s) fewer</source>
        <translation>
            <numerusform>here, with %Ln message fewer</numerusform>
            <numerusform>here, with %Ln messages fewer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) imported.</source>
        <translation>
            <numerusform>%Ln chat imported.</numerusform>
            <numerusform>%Ln chats imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MovingOutInWindow</name>
    <message numerus="yes">
        <source>%Ln chat(s) exported ({size}).</source>
        <translation>
            <numerusform>%Ln chat exported ({size}).</numerusform>
            <numerusform>%Ln chats exported ({size}).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewsInWindow</name>
    <message numerus="yes">
        <source>%Ln chat(s) have been exported.</source>
        <translation>
            <numerusform>%Ln chat have been exported.</numerusform>
            <numerusform>%Ln chats have been exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OriginWords</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaperPreview</name>
    <message numerus="yes">
        <source>%Ln page(s)</source>
        <translation>
            <numerusform>%Ln page</numerusform>
            <numerusform>%Ln pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %Ln are shown</source>
        <translation>
            <numerusform>the first %Ln are shown</numerusform>
            <numerusform>the first %Ln are shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PresetMenu</name>
    <message numerus="yes">
        <source>%n preset(s) were added.</source>
        <translation>
            <numerusform>%n preset were added.</numerusform>
            <numerusform>%n presets were added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of the file are no preset.</source>
        <translation>
            <numerusform>%n entry of the file are no preset.</numerusform>
            <numerusform>%n entrys of the file are no preset.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message numerus="yes">
        <source>%n field(s) to be filled in before it can be used.</source>
        <translation>
            <numerusform>%n field to be filled in before it can be used.</numerusform>
            <numerusform>%n fields to be filled in before it can be used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln token(s)</source>
        <translation>
            <numerusform>about %Ln token</numerusform>
            <numerusform>about %Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chat(s) chosen</source>
        <translation>
            <numerusform>%Ln chat chosen</numerusform>
            <numerusform>%Ln chats chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message numerus="yes">
        <source>%n more problem(s)</source>
        <translation>
            <numerusform>%n more problem</numerusform>
            <numerusform>%n more problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptDialog</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuantRows</name>
    <message numerus="yes">
        <source>%n part(s)</source>
        <translation>
            <numerusform>%n part</numerusform>
            <numerusform>%n parts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordWords</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SamplingPanel</name>
    <message numerus="yes">
        <source>%n LoRA adapter(s)…</source>
        <translation>
            <numerusform>%n LoRA adapter…</numerusform>
            <numerusform>%n LoRA adapters…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SamplingSummary</name>
    <message numerus="yes">
        <source>at most %Ln token(s)</source>
        <translation>
            <numerusform>at most %Ln token</numerusform>
            <numerusform>at most %Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stop text(s)</source>
        <translation>
            <numerusform>%Ln stop text</numerusform>
            <numerusform>%Ln stop texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bias(es)</source>
        <translation>
            <numerusform>%Ln bias</numerusform>
            <numerusform>%Ln biases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n thread</numerusform>
            <numerusform>%n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartCard</name>
    <message numerus="yes">
        <source>%Ln model(s) on this computer can be used at once.</source>
        <translation>
            <numerusform>%Ln model on this computer can be used at once.</numerusform>
            <numerusform>%Ln models on this computer can be used at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln model(s) can be used where they lie, without a copy. Found with: {names}.</source>
        <translation>
            <numerusform>%Ln model can be used where they lie, without a copy. Found with: {names}.</numerusform>
            <numerusform>%Ln models can be used where they lie, without a copy. Found with: {names}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SummaryWords</name>
    <message numerus="yes">
        <source>The model reads this instead of the %Ln oldest messages.</source>
        <translation>
            <numerusform>The model reads this instead of the %Ln oldest message.</numerusform>
            <numerusform>The model reads this instead of the %Ln oldest messages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message numerus="yes">
        <source>Tags of %Ln chat(s)</source>
        <translation>
            <numerusform>Tags of %Ln chat</numerusform>
            <numerusform>Tags of %Ln chats</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A chat has %n tag(s) at most.</source>
        <translation>
            <numerusform>A chat has %n tag at most.</numerusform>
            <numerusform>A chat has %n tags at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateListPane</name>
    <message numerus="yes">
        <source>%Ln template(s)</source>
        <translation>
            <numerusform>%Ln template</numerusform>
            <numerusform>%Ln templates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateMover</name>
    <message numerus="yes">
        <source>%n starter template(s) added.</source>
        <translation>
            <numerusform>%n starter template added.</numerusform>
            <numerusform>%n starter templates added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplatePanel</name>
    <message numerus="yes">
        <source>%Ln example(s)</source>
        <translation>
            <numerusform>%Ln example</numerusform>
            <numerusform>%Ln examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrashList</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) left</source>
        <translation>
            <numerusform>%Ln day left</numerusform>
            <numerusform>%Ln days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrashPreview</name>
    <message numerus="yes">
        <source>%Ln chat(s) selected</source>
        <translation>
            <numerusform>%Ln chat selected</numerusform>
            <numerusform>%Ln chats selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more message(s)</source>
        <translation>
            <numerusform>%Ln more message</numerusform>
            <numerusform>%Ln more messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrashWords</name>
    <message numerus="yes">
        <source>Delete %Ln chat(s) for good?</source>
        <translation>
            <numerusform>Delete %Ln chat for good?</numerusform>
            <numerusform>Delete %Ln chats for good?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Empty the trash and delete %Ln chat(s) for good?</source>
        <translation>
            <numerusform>Empty the trash and delete %Ln chat for good?</numerusform>
            <numerusform>Empty the trash and delete %Ln chats for good?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TryoutWords</name>
    <message numerus="yes">
        <source>About %Ln second(s) left.</source>
        <translation>
            <numerusform>About %Ln second left.</numerusform>
            <numerusform>About %Ln seconds left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %Ln minute(s) left.</source>
        <translation>
            <numerusform>About %Ln minute left.</numerusform>
            <numerusform>About %Ln minutes left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message numerus="yes">
        <source>%Ln chat(s) moved to the trash.</source>
        <translation>
            <numerusform>%Ln chat moved to the trash.</numerusform>
            <numerusform>%Ln chats moved to the trash.</numerusform>
        </translation>
    </message>
</context>
</TS>
