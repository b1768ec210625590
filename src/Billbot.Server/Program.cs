return await Billbot.Server.Cli.BillbotCommand.RunAsync(args);
